package org.polyad.spark;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;

/** Reads the rows of a Dataset as entries: index columns first, then the value and the weight, if there are such columns. */
final class RowEntries implements Function<Row, Entry> {
    private static final long serialVersionUID = 1L;

    private final String[] indexColumns;
    private final String valueColumn;
    private final String weightColumn;
    private final int base;

    private RowEntries(String[] indexColumns, String valueColumn, String weightColumn, int base) {
        this.indexColumns = indexColumns;
        this.valueColumn = valueColumn;
        this.weightColumn = weightColumn;
        this.base = base;
    }

    static RowEntries of(StructType schema, String[] index, String value, String weight, int base) {
        if (index.length < 2) {
            throw new InvalidInputException("a tensor needs 2 index columns or more, found " + index.length);
        }
        for (String column : index) {
            check(schema, column, isInteger(type(schema, column)), "an integer type to be an index");
        }
        for (String column : new String[] {value, weight}) {
            if (column != null) {
                check(schema, column, type(schema, column) instanceof NumericType, "a numeric type");
            }
        }
        return new RowEntries(index.clone(), value, weight, base);
    }

    private static DataType type(StructType schema, String column) {
        if (!Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new InvalidInputException(
                    "there is no column " + column + "; the columns are " + String.join(", ", schema.fieldNames()));
        }
        return schema.apply(column).dataType();
    }

    private static boolean isInteger(DataType type) {
        return type instanceof IntegerType
                || type instanceof LongType
                || type instanceof ShortType
                || type instanceof ByteType;
    }

    private static void check(StructType schema, String column, boolean good, String needs) {
        if (!good) {
            throw new InvalidInputException("column " + column + " needs " + needs + ", but it is "
                    + type(schema, column).simpleString());
        }
    }

    /** The columns that are read, in the order in which they are read. */
    Dataset<Row> select(Dataset<Row> rows) {
        return rows.select(Stream.concat(
                        Arrays.stream(indexColumns),
                        Stream.of(named(valueColumn), named(weightColumn)).flatMap(s -> s))
                // In backticks a dot is a part of the name.
                .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new));
    }

    private static Stream<String> named(String column) {
        return column == null ? Stream.empty() : Stream.of(column);
    }

    @Override
    public Entry call(Row row) {
        int[] subscript = new int[indexColumns.length];
        for (int n = 0; n < subscript.length; n++) {
            subscript[n] = index(row, n);
        }
        int at = subscript.length;
        double value = valueColumn == null ? 1 : number(row, at++, valueColumn);
        double weight = weightColumn == null ? 1 : number(row, at, weightColumn);
        if (weight < 0) {
            throw new InvalidInputException(
                    "a weight must be 0 or more, but column " + weightColumn + " has " + weight);
        }
        return new Entry(subscript, value, weight);
    }

    private int index(Row row, int n) {
        if (row.isNullAt(n)) {
            throw new InvalidInputException("column " + indexColumns[n] + " has a null, where an index is needed");
        }
        long index = ((Number) row.get(n)).longValue();
        if (index < base || index - base > Integer.MAX_VALUE - 9) {
            throw new InvalidInputException("column " + indexColumns[n] + " has the index " + index
                    + ", which is not from " + base + " to " + (base + Integer.MAX_VALUE - 9L));
        }
        return (int) (index - base);
    }

    private static double number(Row row, int at, String column) {
        double number = row.isNullAt(at) ? Double.NaN : ((Number) row.get(at)).doubleValue();
        if (!Double.isFinite(number)) {
            throw new InvalidInputException("column " + column + " has "
                    + (row.isNullAt(at) ? "a null" : String.valueOf(number)) + ", where a finite number is needed");
        }
        return number;
    }
}
