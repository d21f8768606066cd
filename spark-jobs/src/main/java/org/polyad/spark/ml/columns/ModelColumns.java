package org.polyad.spark.ml.columns;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.polyad.store.ModelInfo;

/**
 * The columns that a model was fitted to, without its factors.
 *
 * @param types of the modes' columns, as Spark's DDL writes them
 */
public record ModelColumns(ModelInfo info, String[] types) {
    public List<String> modes() {
        return info.modes();
    }

    /** The mode with that column's name. @throws IllegalArgumentException when there is none */
    public int mode(String column) {
        return info.mode(column);
    }

    public DataType type(int mode) {
        return DataType.fromDDL(types[mode]);
    }

    /** The columns of rows like those that the model was fitted to. @param value null: each row counts 1 */
    public InputColumns input(String value) {
        DataType[] labels = new DataType[types.length];
        Arrays.setAll(labels, this::type);
        return new InputColumns(modes().toArray(String[]::new), labels, value, null);
    }
}
