package org.polyad.solver.stochastic;

import java.io.Serializable;

/** The result of a block in a round: the rows that it moved. */
final class RoundBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    final RowChanges rows;
    /** The block's computing time, for reports only. */
    final long nanos;

    RoundBlock(RowChanges rows, long nanos) {
        this.rows = rows;
        this.nanos = nanos;
    }

    long bytes() {
        return rows.bytes();
    }
}
