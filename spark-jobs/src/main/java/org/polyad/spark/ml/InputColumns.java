package org.polyad.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that entries are read from.
 *
 * @param types of a model's labels, which these are to match; null: they are those of the columns
 * @param value null: each row counts 1
 * @param weight null: every weight is 1
 */
record InputColumns(String[] modes, DataType[] types, String value, String weight) implements Serializable {
    private static final long serialVersionUID = 1L;

    static InputColumns of(FitParams params) {
        String value = params.isDefined(params.valueCol()) ? params.getOrDefault(params.valueCol()) : null;
        boolean alsStyle = !params.isSet(params.modeCols()) || params.isSet(params.ratingCol());
        if (value == null
                && alsStyle
                && !params.getOrDefault(params.ratingCol()).isEmpty()) {
            value = params.getOrDefault(params.ratingCol());
        }
        String weight = params.isDefined(params.weightCol()) ? params.getOrDefault(params.weightCol()) : "";
        return new InputColumns(params.modes(), null, value, weight.isEmpty() ? null : weight);
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

    /** Labels as longs where they are whole numbers, else as text; then the value and the weight as doubles. */
    Dataset<Row> select(Dataset<?> rows) {
        List<Column> columns = new ArrayList<>();
        for (int n = 0; n < modes.length; n++) {
            Column label = Schemas.column(modes[n]);
            columns.add(
                    isWhole(rows.schema(), n)
                            ? label.cast(DataTypes.LongType)
                            : Schemas.label(rows.schema(), modes[n], type(rows.schema(), n)));
        }
        for (String number : new String[] {value, weight}) {
            if (number != null) {
                columns.add(Schemas.column(number).cast(DataTypes.DoubleType));
            }
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    /** The type that the labels are written as. */
    private DataType type(StructType schema, int mode) {
        return types == null ? Schemas.type(schema, modes[mode]) : types[mode];
    }

    private boolean isWhole(StructType schema, int mode) {
        DataType type = Schemas.type(schema, modes[mode]);
        return Schemas.WHOLE.contains(type) && Schemas.alike(type, type(schema, mode));
    }

    /** What the labels of rows that were selected so are. To be asked where the session is: tasks do not know its rules for names. */
    LabelCodes.Kind[] kinds(StructType schema) {
        LabelCodes.Kind[] kinds = new LabelCodes.Kind[modes.length];
        for (int n = 0; n < kinds.length; n++) {
            DataType type = Schemas.type(schema, modes[n]);
            boolean floating = type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
            kinds[n] = isWhole(schema, n)
                    ? LabelCodes.Kind.NUMBERS
                    : floating ? LabelCodes.Kind.TEXTS_OF_FLOATING : LabelCodes.Kind.TEXTS;
        }
        return kinds;
    }

    /** What numbers such labels. */
    LabelCodes[] codes(LabelCodes.Kind[] kinds) {
        LabelCodes[] codes = new LabelCodes[modes.length];
        for (int n = 0; n < codes.length; n++) {
            codes[n] = kinds[n] == LabelCodes.Kind.NUMBERS
                    ? new LabelCodes.OfNumbers()
                    : new LabelCodes.OfTexts(modes[n], kinds[n] == LabelCodes.Kind.TEXTS_OF_FLOATING);
        }
        return codes;
    }
}
