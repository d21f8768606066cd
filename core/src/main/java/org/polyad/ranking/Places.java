package org.polyad.ranking;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.tensor.Ktensor;

/**
 * At which place of its user's list, from 1, the item of a cell stands, among all items that the user has not seen; 0 where the
 * user has seen it, so that it is in no list. Safe for many threads; O(items R) a cell.
 */
public final class Places implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Ktensor model;
    private final int userMode;
    private final int itemMode;
    private final boolean inContext;
    private final SeenItems seen;
    private transient Queries queries;

    /**
     * Of the lists that a model gives.
     *
     * @param inContext lists are those of the cell's other rows; else averaged over the other modes
     * @param seen what users have had, which is in no list; null: nothing
     * @throws IllegalArgumentException for modes that the model has not
     */
    public Places(Ktensor model, int userMode, int itemMode, boolean inContext, SeenItems seen) {
        Question.checkModes(model, userMode, itemMode);
        this.model = model;
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
            Arrays.fill(rows, Question.AVERAGED);
            rows[userMode] = cell[userMode];
        }
        int[] wanted = {cell[itemMode]};
        return new ItemPlaces(model.factor(itemMode), seen).amongAll(queries().query(rows), cell[userMode], wanted)[0];
    }

    /** Of how many items the list is that a cell's item has its place in: all that the user has not seen. */
    public int candidates(int[] cell) {
        return model.factor(itemMode).rows() - (seen == null ? 0 : seen.count(cell[userMode]));
    }

    private synchronized Queries queries() {
        if (queries == null) {
            queries = new Queries(model, itemMode);
        }
        return queries;
    }
}
