package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.polyad.spark.ModelInfo;

/**
 * The columns that a model was fitted to, without its factors.
 *
 * @param types of the modes' columns, as Spark's DDL writes them
 */
record ModelColumns(ModelInfo info, String[] types) {
    List<String> modes() {
        return info.modes();
    }

    /** The mode with that column's name. @throws IllegalArgumentException when there is none */
    int mode(String column) {
        return info.mode(column);
    }

    DataType type(int mode) {
        return DataType.fromDDL(types[mode]);
    }

    /** The columns of rows like those that the model was fitted to. @param value null: each row counts 1 */
    InputColumns input(String value) {
        DataType[] labels = new DataType[types.length];
        Arrays.setAll(labels, this::type);
        return new InputColumns(modes().toArray(String[]::new), labels, value, null);
    }
}
