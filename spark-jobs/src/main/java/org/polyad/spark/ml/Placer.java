package org.polyad.spark.ml;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.ranking.Places;
import org.polyad.spark.LabelIndex;

/** At which place of its user's list a row's item stands; labels as texts in the order of the modes. Null for labels never seen. */
final class Placer implements UDF1<Row, Integer> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Parts> parts;
    private final boolean count;

    /** @param count in place of the place, how many items the list is of */
    Placer(Broadcast<Parts> parts, boolean count) {
        this.parts = parts;
        this.count = count;
    }

    /** What is needed where rows are; a class, since Kryo fails on records. */
    static final class Parts implements Serializable {
        private static final long serialVersionUID = 1L;

        private final LabelIndex index;
        private final Places places;

        Parts(LabelIndex index, Places places) {
            this.index = index;
            this.places = places;
        }
    }

    @Override
    public Integer call(Row labels) {
        Parts model = parts.value();
        int[] cell = new int[labels.size()];
        for (int n = 0; n < cell.length; n++) {
            cell[n] = model.index.code(n, labels.getString(n));
            if (cell[n] == LabelIndex.UNSEEN) {
                return null;
            }
        }
        return count ? model.places.candidates(cell) : model.places.of(cell);
    }
}
