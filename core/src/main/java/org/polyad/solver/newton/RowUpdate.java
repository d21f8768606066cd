package org.polyad.solver.newton;

import java.io.Serializable;

/** The result of a block in the update of a part: its new rows, or its piece of a cut row's system. */
final class RowUpdate implements Serializable {
    private static final long serialVersionUID = 1L;

    final int firstRow;
    /** New rows, {@code rank} numbers each; null for a piece of a cut row. */
    final double[] rows;
    /** Sum of the rows' objectives without penalty; for a piece the listed entries' value. */
    final double value;
    /** For a piece: gradient, then Hessian; else null. */
    final double[] gradient;

    final double[] hessian;

    RowUpdate(int firstRow, double[] rows, double value, double[] gradient, double[] hessian) {
        this.firstRow = firstRow;
        this.rows = rows;
        this.value = value;
        this.gradient = gradient;
        this.hessian = hessian;
    }
}
