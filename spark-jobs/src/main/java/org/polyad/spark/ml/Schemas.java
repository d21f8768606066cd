package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;

/** Checks of columns by name; every error names the column. */
public final class Schemas {
    /** Whole numbers that a long holds. */
    static final Set<DataType> WHOLE =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private Schemas() {}

    /** @throws IllegalArgumentException unless exactly one column has that name, in capitals or not as the session has it */
    public static DataType type(StructType schema, String column) {
        StructField[] found = Arrays.stream(schema.fields())
                .filter(field -> same(field.name(), column))
                .toArray(StructField[]::new);
        if (found.length != 1) {
            throw new InvalidInputException((found.length == 0
                            ? "there is no column " + column
                            : "there are " + found.length + " columns named " + column)
                    + "; the columns are " + String.join(", ", schema.fieldNames()));
        }
        return found[0].dataType();
    }

    private static boolean same(String name, String other) {
        return SQLConf.get().caseSensitiveAnalysis() ? name.equals(other) : name.equalsIgnoreCase(other);
    }

    /** A column of labels: of any type that has a text. */
    static DataType checkLabels(StructType schema, String column) {
        DataType type = type(schema, column);
        if (type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType
                || type instanceof BinaryType) {
            throw new InvalidInputException(
                    "column " + column + " should hold labels, but its type is " + type.simpleString());
        }
        return type;
    }

    public static void checkNumbers(StructType schema, String column) {
        DataType type = type(schema, column);
        if (!(type instanceof NumericType)) {
            throw new InvalidInputException(
                    "column " + column + " should hold numbers, but its type is " + type.simpleString());
        }
    }

    /** @throws IllegalArgumentException when the column to be added exists */
    public static StructType with(StructType schema, String column, DataType type) {
        if (Arrays.stream(schema.fieldNames()).anyMatch(name -> same(name, column))) {
            throw new InvalidInputException("the output column " + column + " exists already");
        }
        return schema.add(column, type);
    }

    static StructType withPrediction(StructType schema, ModelParams params) {
        StructType more = with(schema, params.getOrDefault(params.predictionCol()), DataTypes.DoubleType);
        if (params.isDefined(params.linkPredictionCol())) {
            more = with(more, params.getOrDefault(params.linkPredictionCol()), DataTypes.DoubleType);
        }
        for (Param<String> column : List.of(params.placeCol(), params.candidatesCol())) {
            if (params.isDefined(column)) {
                more = with(more, params.getOrDefault(column), DataTypes.IntegerType);
            }
        }
        return more;
    }

    /** Whether two types write equal numbers in the same way, or are no numbers. */
    static boolean alike(DataType type, DataType other) {
        boolean numbers = type instanceof NumericType && other instanceof NumericType;
        return !numbers || type.equals(other) || WHOLE.contains(type) && WHOLE.contains(other);
    }

    /** Labels as text, a number as labels of a model's type write it: 3 and 3.0 are one user. */
    static Column label(StructType schema, String column, DataType of) {
        DataType type = type(schema, column);
        Column label = column(column);
        Column text = label.cast(DataTypes.StringType);
        if (alike(type, of)) {
            return text;
        }
        Column same = label.try_cast(of);
        return functions
                .when(same.cast(type).equalTo(label), same.cast(DataTypes.StringType))
                .otherwise(text);
    }

    /** In backticks a dot is a part of the name. */
    public static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }
}
