package org.polyad.spark.ml;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Checks of columns by name; every error names the column. */
final class Schemas {
    private Schemas() {}

    /** @throws IllegalArgumentException unless exactly one column has that name */
    static DataType type(StructType schema, String column) {
        long times = Arrays.stream(schema.fieldNames()).filter(column::equals).count();
        if (times != 1) {
            throw new IllegalArgumentException(
                    (times == 0 ? "there is no column " + column : "there are " + times + " columns named " + column)
                            + "; the columns are " + String.join(", ", schema.fieldNames()));
        }
        return schema.apply(column).dataType();
    }

    /** A column of labels: of any type that has a text. */
    static DataType checkLabels(StructType schema, String column) {
        DataType type = type(schema, column);
        if (type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof BinaryType) {
            throw new IllegalArgumentException(
                    "column " + column + " should hold labels, but its type is " + type.simpleString());
        }
        return type;
    }

    static void checkNumbers(StructType schema, String column) {
        DataType type = type(schema, column);
        if (!(type instanceof NumericType)) {
            throw new IllegalArgumentException(
                    "column " + column + " should hold numbers, but its type is " + type.simpleString());
        }
    }

    /** @throws IllegalArgumentException when the column to be added exists */
    static StructType with(StructType schema, String column, DataType type) {
        if (Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new IllegalArgumentException("the output column " + column + " exists already");
        }
        return schema.add(column, type);
    }

    static StructType withPrediction(StructType schema, ModelParams params) {
        StructType more = with(schema, params.getOrDefault(params.predictionCol()), DataTypes.DoubleType);
        if (params.isDefined(params.linkPredictionCol())) {
            more = with(more, params.getOrDefault(params.linkPredictionCol()), DataTypes.DoubleType);
        }
        return params.isDefined(params.placeCol())
                ? with(more, params.getOrDefault(params.placeCol()), DataTypes.IntegerType)
                : more;
    }

    /** In backticks a dot is a part of the name. */
    static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }
}
