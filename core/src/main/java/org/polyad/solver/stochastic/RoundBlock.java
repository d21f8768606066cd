package org.polyad.solver.stochastic;

import java.io.Serializable;

/** What a block sends back from a round: the rows that it touched. */
final class RoundBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    final RowChanges rows;
    /** How long the block worked: to be reported, never to steer. */
    final long nanos;

    RoundBlock(RowChanges rows, long nanos) {
        this.rows = rows;
        this.nanos = nanos;
    }

    long bytes() {
        return rows.bytes();
    }
}
