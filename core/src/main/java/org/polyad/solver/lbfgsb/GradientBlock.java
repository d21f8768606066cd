package org.polyad.solver.lbfgsb;

import java.io.Serializable;

/** What a block sends back for a gradient: the rows that it owns, or its share of a cut row's. */
final class GradientBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    final int mode;
    final int firstRow;
    /** Sums over the block's cells, {@code rank} numbers a row. */
    final double[] rows;
    /** Sum of the cells' losses; 0 but in mode 0. */
    final double value;

    GradientBlock(int mode, int firstRow, double[] rows, double value) {
        this.mode = mode;
        this.firstRow = firstRow;
        this.rows = rows;
        this.value = value;
    }
}
