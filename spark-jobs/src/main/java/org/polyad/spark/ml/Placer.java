package org.polyad.spark.ml;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.ranking.Places;
import org.polyad.spark.LabelIndex;

/** At which place of its user's list a row's item stands; labels as texts in the order of the modes. Null for labels never seen. */
final class Placer implements UDF1<Row, Integer> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ModelParts> parts;
    private final boolean inContext;
    private final boolean count;

    /**
     * @param inContext lists are those of the row's other modes; else averaged over these
     * @param count in place of the place, how many items the list is of
     */
    Placer(Broadcast<ModelParts> parts, boolean inContext, boolean count) {
        this.parts = parts;
        this.inContext = inContext;
        this.count = count;
    }

    @Override
    public Integer call(Row labels) {
        ModelParts model = parts.value();
        Places places = new Places(model.means(), 0, 1, inContext, model.seen());
        int[] cell = new int[labels.size()];
        for (int n = 0; n < cell.length; n++) {
            cell[n] = model.index().code(n, labels.getString(n));
            if (cell[n] == LabelIndex.UNSEEN) {
                return null;
            }
        }
        return count ? places.candidates(cell) : places.of(cell);
    }
}
