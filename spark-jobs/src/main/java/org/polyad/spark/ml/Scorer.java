package org.polyad.spark.ml;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.InvalidInputException;
import org.polyad.ranking.ModelMeans;
import org.polyad.spark.LabelIndex;

/** The mean, or m, at the labels of a row, given as texts in the order of the modes. */
final class Scorer implements UDF1<Row, Double> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ModelParts> parts;
    private final String[] columns;
    private final boolean fallback;
    private final boolean link;

    /**
     * @param fallback for labels never seen average over their modes' rows; else the answer is NaN
     * @param link m in place of the mean
     */
    Scorer(Broadcast<ModelParts> parts, String[] columns, boolean fallback, boolean link) {
        this.parts = parts;
        this.columns = columns;
        this.fallback = fallback;
        this.link = link;
    }

    @Override
    public Double call(Row labels) {
        ModelParts model = parts.value();
        int[] rows = new int[columns.length];
        for (int n = 0; n < columns.length; n++) {
            String label = labels.getString(n);
            if (label == null) {
                throw new InvalidInputException("column " + columns[n] + " has a null, where a label is needed");
            }
            int row = model.index().code(n, label);
            if (row == LabelIndex.UNSEEN && !fallback) {
                return Double.NaN;
            }
            rows[n] = row == LabelIndex.UNSEEN ? ModelMeans.AVERAGED : row;
        }
        return link ? model.means().m(rows) : model.means().mean(rows);
    }
}
