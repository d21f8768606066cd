package org.polyad.spark.ml.lists;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.polyad.ranking.SeenItems;
import org.polyad.spark.ml.columns.InputColumns;
import org.polyad.spark.ml.columns.LabelledEntries;
import org.polyad.spark.ml.columns.ModelColumns;
import org.polyad.tensor.Duplicates;

/** The items that users have in a Dataset with the columns of both modes. */
public final class SeenRows {
    private SeenRows() {}

    /**
     * @param model whose columns the rows have
     * @param labels of the model, by mode
     * @param rows null: nothing was seen, which is null too
     */
    public static SeenItems of(ModelColumns model, String[][] labels, int userMode, int itemMode, Dataset<?> rows) {
        if (rows == null) {
            return null;
        }
        List<String> modes = model.modes();
        InputColumns columns = new InputColumns(
                new String[] {modes.get(userMode), modes.get(itemMode)},
                new DataType[] {model.type(userMode), model.type(itemMode)},
                null,
                null);
        columns.check(rows.schema());
        String[][] known = {labels[userMode], labels[itemMode]};
        try (LabelledEntries entries = LabelledEntries.read(rows, columns, known)) {
            return SeenItems.of(entries.collect(Duplicates.SUM), 0, 1);
        }
    }
}
