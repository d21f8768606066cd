package org.polyad.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;

/** Takes rows that {@link SparkTable#select} gave apart. */
final class SelectedFields implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Types whose values in Java are ordered and written as Spark does. */
    private static final Set<DataType> PLAIN = Set.of(
            DataTypes.StringType,
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DateType);

    private final int count;
    /** Where the text of each index column stands, or -1. */
    private final int[] texts;

    private SelectedFields(int count, int[] texts) {
        this.count = count;
        this.texts = texts;
    }

    /** @throws IllegalArgumentException for a column that holds neither labels nor numbers, whichever it should */
    static SelectedFields of(TableColumns columns, StructType schema) {
        int[] texts = new int[columns.order()];
        int next = columns.all().size();
        for (int c = 0; c < columns.all().size(); c++) {
            DataType type = schema.apply(c).dataType();
            String name = columns.names().get(c);
            boolean number = type instanceof NumericType || type.equals(DataTypes.StringType);
            if (c >= texts.length) {
                check(number, name, "numbers", type);
                continue;
            }
            texts[c] = -1;
            if (!columns.indices() && !PLAIN.contains(type)) {
                boolean ordered =
                        number || type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType);
                check(ordered, name, "labels", type);
                texts[c] = next++;
            }
        }
        return new SelectedFields(columns.all().size(), texts);
    }

    private static void check(boolean holds, String column, String expected, DataType type) {
        if (!holds) {
            throw new InvalidInputException(
                    "column " + column + " should hold " + expected + ", but its type is " + type.simpleString());
        }
    }

    /** The index columns whose text is wanted, in order. */
    List<Integer> textOf() {
        List<Integer> modes = new ArrayList<>();
        for (int n = 0; n < texts.length; n++) {
            if (texts[n] >= 0) {
                modes.add(n);
            }
        }
        return modes;
    }

    /** Where the three columns of a row's place begin. */
    private int marks() {
        return count + textOf().size();
    }

    long origin(Row row) {
        return row.getLong(marks());
    }

    String place(Row row) {
        return row.getString(marks() + 1);
    }

    String bad(Row row) {
        return row.getString(marks() + 2);
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

    /** The columns asked for, labels as {@link EntrySource.Sink} takes them. @param fields output */
    void fill(Row row, Object[] fields) {
        for (int c = 0; c < count; c++) {
            Object field = row.get(c);
            fields[c] =
                    c < texts.length && texts[c] >= 0 && field != null ? label(field, row.getString(texts[c])) : field;
        }
    }

    /** @param text null where the value's own will do */
    @SuppressWarnings("unchecked")
    static Comparable<?> label(Object value, String text) {
        return text == null ? (Comparable<?>) value : new Typed((Comparable<Object>) value, text);
    }

    /** What the columns of an index column's label are called: its value, and its text where that is apart. */
    List<String> columns(int mode) {
        return texts[mode] < 0 ? List.of("c" + mode) : List.of("c" + mode, "t" + mode);
    }

    int count() {
        return count;
    }
}
