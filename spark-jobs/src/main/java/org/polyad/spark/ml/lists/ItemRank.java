package org.polyad.spark.ml.lists;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.ranking.PlaceOfItem;
import org.polyad.store.LabelIndex;

/** The rank, from 1, of a row's item in the list of its user. Labels are texts in the order of the modes; null for labels never seen. */
public final class ItemRank implements UDF1<Row, Integer> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ModelParts> parts;
    private final boolean inContext;
    private final boolean count;

    /**
     * @param inContext lists are those of the row's other modes; else averaged over these
     * @param count return the length of the list in place of the rank
     */
    public ItemRank(Broadcast<ModelParts> parts, boolean inContext, boolean count) {
        this.parts = parts;
        this.inContext = inContext;
        this.count = count;
    }

    @Override
    public Integer call(Row labels) {
        ModelParts model = parts.value();
        PlaceOfItem places = new PlaceOfItem(model.means(), 0, 1, inContext, model.seen());
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
