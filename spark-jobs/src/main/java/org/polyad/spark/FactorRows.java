package org.polyad.spark;

import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.polyad.InvalidInputException;

/** Takes the records of a factor's Parquet file, each into the same {@link Row}. */
final class FactorRows extends ReadSupport<FactorRows.Row> {
    static final long UNKNOWN = Long.MIN_VALUE;

    private final Row row;

    FactorRows(int rank) {
        this.row = new Row(rank);
    }

    /** One record; {@code count} says how many numbers there were, even if more than fit. */
    static final class Row {
        long index;
        String label;

        /** {@link #UNKNOWN} where the column or the value is missing. */
        long entries;

        final double[] numbers;
        int count;

        Row(int rank) {
            numbers = new double[rank];
        }
    }

    /** @throws IllegalArgumentException when the columns are not index, row and perhaps label and entries, of the right types */
    static void checkSchema(MessageType schema) {
        need(schema, "index", "a long", FactorRows::isWhole);
        need(schema, "row", "a list of doubles", FactorRows::isDoubles);
        if (schema.containsField("label")) {
            need(schema, "label", "a string", type -> is(type, PrimitiveTypeName.BINARY));
        }
        if (schema.containsField("entries")) {
            need(schema, "entries", "a long", FactorRows::isWhole);
        }
    }

    private static void need(MessageType schema, String name, String what, java.util.function.Predicate<Type> holds) {
        if (!schema.containsField(name)) {
            throw new InvalidInputException("there is no column " + name);
        }
        Type type = schema.getType(name);
        if (!holds.test(type)) {
            throw new InvalidInputException("the column " + name + " must be " + what);
        }
    }

    private static boolean isWhole(Type type) {
        return is(type, PrimitiveTypeName.INT64) || is(type, PrimitiveTypeName.INT32);
    }

    private static boolean is(Type type, PrimitiveTypeName name) {
        return type.isPrimitive()
                && !type.isRepetition(Type.Repetition.REPEATED)
                && type.asPrimitiveType().getPrimitiveTypeName() == name;
    }

    /** The standard list of three levels; names and whether things may be null differ between writers. */
    private static boolean isDoubles(Type type) {
        if (type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        GroupType list = type.asGroupType();
        if (list.getFieldCount() != 1
                || list.getType(0).isPrimitive()
                || !list.getType(0).isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        GroupType repeated = list.getType(0).asGroupType();
        return repeated.getFieldCount() == 1 && is(repeated.getType(0), PrimitiveTypeName.DOUBLE);
    }

    @Override
    public ReadContext init(InitContext context) {
        MessageType schema = context.getFileSchema();
        checkSchema(schema);
        Type[] wanted = schema.getFields().stream()
                .filter(field -> field.getName().matches("index|label|row|entries"))
                .toArray(Type[]::new);
        return new ReadContext(new MessageType(schema.getName(), wanted));
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
            Configuration conf, Map<String, String> metadata, MessageType schema, ReadContext context) {
        return new Materializer(context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
            ParquetConfiguration conf, Map<String, String> metadata, MessageType schema, ReadContext context) {
        return new Materializer(context.getRequestedSchema());
    }

    private final class Materializer extends RecordMaterializer<Row> {
        private final GroupConverter root;

        Materializer(MessageType schema) {
            Converter[] fields = new Converter[schema.getFieldCount()];
            for (int f = 0; f < fields.length; f++) {
                fields[f] = switch (schema.getFieldName(f)) {
                    case "index" -> new Whole(index -> row.index = index);
                    case "entries" -> new Whole(entries -> row.entries = entries);
                    case "label" -> new Label();
                    default -> new Nest(new Nest(new Number()));
                };
            }
            root = new Nest(fields) {
                @Override
                public void start() {
                    row.index = -1;
                    row.label = null;
                    row.entries = UNKNOWN;
                    row.count = 0;
                }
            };
        }

        @Override
        public Row getCurrentRecord() {
            return row;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }

    private static class Nest extends GroupConverter {
        private final Converter[] fields;

        Nest(Converter... fields) {
            this.fields = fields;
        }

        @Override
        public Converter getConverter(int field) {
            return fields[field];
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }

    private static final class Whole extends PrimitiveConverter {
        private final LongConsumer to;

        Whole(LongConsumer to) {
            this.to = to;
        }

        @Override
        public void addLong(long number) {
            to.accept(number);
        }

        @Override
        public void addInt(int number) {
            to.accept(number);
        }
    }

    private final class Label extends PrimitiveConverter {
        @Override
        public void addBinary(Binary label) {
            row.label = label.toStringUsingUTF8();
        }
    }

    private final class Number extends PrimitiveConverter {
        @Override
        public void addDouble(double number) {
            if (row.count < row.numbers.length) {
                row.numbers[row.count] = number;
            }
            row.count++;
        }
    }
}
