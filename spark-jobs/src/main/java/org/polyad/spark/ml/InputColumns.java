package org.polyad.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that entries are read from.
 *
 * @param value null: each row counts 1
 * @param weight null: every weight is 1
 */
record InputColumns(String[] modes, String value, String weight) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Types whose values Java writes as Spark does. */
    private static final Set<DataType> PLAIN = Set.of(
            DataTypes.StringType,
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DateType);

    static InputColumns of(FitParams params) {
        String value = params.isDefined(params.valueCol()) ? params.getOrDefault(params.valueCol()) : null;
        boolean alsStyle = !params.isSet(params.modeCols()) || params.isSet(params.ratingCol());
        if (value == null
                && alsStyle
                && !params.getOrDefault(params.ratingCol()).isEmpty()) {
            value = params.getOrDefault(params.ratingCol());
        }
        String weight = params.isDefined(params.weightCol()) ? params.getOrDefault(params.weightCol()) : "";
        return new InputColumns(params.modes(), value, weight.isEmpty() ? null : weight);
    }

    /** @throws IllegalArgumentException naming the column that is missing, stands twice, or is of a wrong type */
    void check(StructType schema) {
        for (String mode : modes) {
            Schemas.checkLabels(schema, mode);
        }
        for (String number : new String[] {value, weight}) {
            if (number != null) {
                Schemas.checkNumbers(schema, number);
            }
        }
    }

    /** The type of each mode's column, as Spark's DDL writes it. */
    String[] types(StructType schema) {
        String[] types = new String[modes.length];
        for (int n = 0; n < types.length; n++) {
            types[n] = Schemas.type(schema, modes[n]).catalogString();
        }
        return types;
    }

    /** Labels as they are where Java writes them as Spark does, else as text; then the value and the weight as doubles. */
    Dataset<Row> select(Dataset<?> rows) {
        List<Column> columns = new ArrayList<>();
        for (String mode : modes) {
            Column column = Schemas.column(mode);
            columns.add(PLAIN.contains(Schemas.type(rows.schema(), mode)) ? column : column.cast(DataTypes.StringType));
        }
        for (String number : new String[] {value, weight}) {
            if (number != null) {
                columns.add(Schemas.column(number).cast(DataTypes.DoubleType));
            }
        }
        return rows.select(columns.toArray(Column[]::new));
    }
}
