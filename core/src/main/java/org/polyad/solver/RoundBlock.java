package org.polyad.solver;

import java.io.Serializable;

/** What a block sends back from a round: for each mode the rows that it touched. */
final class RoundBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    final RowChanges[] modes;
    /** How long the block worked: to be reported, never to steer. */
    final long nanos;

    RoundBlock(RowChanges[] modes, long nanos) {
        this.modes = modes;
        this.nanos = nanos;
    }

    long bytes() {
        long bytes = 0;
        for (RowChanges mode : modes) {
            bytes += mode.bytes();
        }
        return bytes;
    }
}
