package org.polyad.jobs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** Reads what only Spark reads: parquet, json and orc. */
final class SparkSource implements EntrySource {
    /** Types whose values in Java are ordered and written as Spark does. */
    private static final Set<DataType> PLAIN = Set.of(
            DataTypes.StringType,
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DateType);

    private final InputOptions options;
    private final InputFormat format;
    private final TableColumns columns;
    private final BadLines badLines;

    SparkSource(InputOptions options, InputFormat format, BadLines badLines) {
        this.options = options;
        this.format = format;
        this.columns = new TableColumns(options);
        this.badLines = badLines;
    }

    /** A label of another type: its order is its value's, its text Spark's. */
    private record Typed(Comparable<Object> key, String text) implements Comparable<Typed> {
        @Override
        public int compareTo(Typed other) {
            return key.compareTo(other.key);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public List<String> modeNames() {
        return columns.index();
    }

    @Override
    public void read(Sink sink) {
        try {
            Dataset<Row> table = table();
            columns.check(options.input, List.of(table.columns()));
            read(table, sink);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw new IllegalArgumentException(
                    options.input + " cannot be read as " + format + ": " + Shown.cause(e), e);
        }
    }

    private Dataset<Row> table() {
        String[] paths = InputFiles.paths(options.input).stream()
                .map(path -> HadoopPaths.of(path).toString())
                .toArray(String[]::new);
        // A line of json that is none fails, or is left out, instead of becoming nulls.
        return SparkSession.builder()
                .getOrCreate()
                .read()
                .format(format.toString())
                .option("mode", badLines.skip() ? "DROPMALFORMED" : "FAILFAST")
                .load(paths);
    }

    private void read(Dataset<Row> table, Sink sink) {
        List<Column> wanted = new ArrayList<>();
        List<DataType> types = new ArrayList<>();
        for (String name : columns.all()) {
            wanted.add(table.col("`" + name.replace("`", "``") + "`"));
            types.add(table.schema().apply(name).dataType());
        }
        int[] texts = addTexts(wanted, types);
        checkNumbers(types);
        TableColumns.InFile where = columns.in(options.input, columns.all());
        Place place = new Place(options.input);
        Object[] fields = new Object[types.size()];
        Iterator<Row> rows = table.select(wanted.toArray(Column[]::new)).toLocalIterator();
        while (rows.hasNext()) {
            fill(fields, rows.next(), texts);
            String wrong = where.take(fields);
            if (wrong == null) {
                where.give(sink, place);
            } else {
                badLines.found(place, wrong);
            }
        }
    }

    /** Asks for the text of the labels that need it; where it will stand, for each index column, or -1. */
    private int[] addTexts(List<Column> wanted, List<DataType> types) {
        int[] texts = new int[columns.index().size()];
        for (int n = 0; n < texts.length; n++) {
            DataType type = types.get(n);
            texts[n] = -1;
            if (options.indices || PLAIN.contains(type)) {
                continue;
            }
            boolean ordered = type instanceof NumericType
                    || type.equals(DataTypes.TimestampType)
                    || type.equals(DataTypes.TimestampNTZType);
            if (!ordered) {
                throw new IllegalArgumentException("column " + columns.index().get(n)
                        + " should hold labels, but its type is " + type.simpleString());
            }
            texts[n] = wanted.size();
            wanted.add(wanted.get(n).cast(DataTypes.StringType));
        }
        return texts;
    }

    private void checkNumbers(List<DataType> types) {
        for (int c = columns.index().size(); c < types.size(); c++) {
            DataType type = types.get(c);
            if (!(type instanceof NumericType) && !type.equals(DataTypes.StringType)) {
                throw new IllegalArgumentException("column " + columns.all().get(c)
                        + " should hold numbers, but its type is " + type.simpleString());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void fill(Object[] fields, Row row, int[] texts) {
        for (int c = 0; c < fields.length; c++) {
            Object field = row.get(c);
            boolean typed = c < texts.length && texts[c] >= 0 && field != null;
            fields[c] = typed ? new Typed((Comparable<Object>) field, row.getString(texts[c])) : field;
        }
    }
}
