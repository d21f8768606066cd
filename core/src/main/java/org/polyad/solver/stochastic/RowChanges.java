package org.polyad.solver.stochastic;

import java.io.Serializable;

/**
 * The changes of the rows that a block moved in a round. In single precision, since a change is small against its row, and moments are estimates.
 * 4 R (1 + moments) + 8 bytes a row.
 */
final class RowChanges implements Serializable {
    private static final long serialVersionUID = 1L;

    final int[] rows;
    final int[] touches;
    final float[] change;
    final float[][] moments;

    /** @param change R numbers a row; of the same form each of the moments */
    RowChanges(int[] rows, int[] touches, float[] change, float[][] moments) {
        this.rows = rows;
        this.touches = touches;
        this.change = change;
        this.moments = moments;
    }

    long bytes() {
        return 8L * rows.length + 4L * change.length * (1 + moments.length);
    }
}
