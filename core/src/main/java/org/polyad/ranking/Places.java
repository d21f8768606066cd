package org.polyad.ranking;

import java.util.Arrays;
import java.util.BitSet;
import org.polyad.tensor.FactorMatrix;

/**
 * At which place of its user's list, from 1, the item of a cell stands, among all items that the user has not seen; 0 where the
 * user has seen it, so that it is in no list. Safe for many threads; O(items R) a cell, or O(items R C) with C combinations of open modes' rows.
 */
public final class Places {
    private final ModelMeans means;
    private final int userMode;
    private final int itemMode;
    private final boolean inContext;
    private final SeenItems seen;

    /**
     * Of the lists that a model gives.
     *
     * @param inContext lists are those of the cell's other rows; else averaged over the other modes
     * @param seen what users have had, which is in no list; null: nothing
     * @throws IllegalArgumentException for modes that the model has not
     */
    public Places(ModelMeans means, int userMode, int itemMode, boolean inContext, SeenItems seen) {
        Question.checkModes(means.model(), userMode, itemMode);
        this.means = means;
        this.userMode = userMode;
        this.itemMode = itemMode;
        this.inContext = inContext;
        this.seen = seen;
    }

    /** The place of a cell's item, or 0. */
    public int of(int[] cell) {
        if (seen != null && seen.contains(cell[userMode], cell[itemMode])) {
            return 0;
        }
        int[] rows = cell.clone();
        if (!inContext) {
            Arrays.fill(rows, ModelMeans.AVERAGED);
            rows[userMode] = cell[userMode];
        }
        rows[itemMode] = ModelMeans.AVERAGED;
        int[] wanted = {cell[itemMode]};
        return places().amongAll(means.query(rows), cell[userMode], wanted)[0];
    }

    private ItemPlaces places() {
        FactorMatrix items = means.model().factor(itemMode);
        BitSet open = ListOptions.of(userMode, itemMode, 1)
                .inContext(inContext)
                .openModes(means.model().order());
        return new ItemPlaces(items.rows(), new ItemScores(items, means.open(open), means.loss()), seen);
    }

    /** Of how many items the list is that a cell's item has its place in: all that the user has not seen. */
    public int candidates(int[] cell) {
        return means.model().factor(itemMode).rows() - (seen == null ? 0 : seen.count(cell[userMode]));
    }
}
