package org.polyad.solver;

import java.io.Serializable;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.ZeroTerm;

/** What the row subproblems of one mode share: everything but the rows and their entries. */
final class RowProblem implements Serializable {
    private static final long serialVersionUID = 1L;

    final CellLoss cells;
    final ZeroTerm zeros;
    final Penalty penalty;
    final double lower;
    final int steps;

    /**
     * @param zeros the closed zero part of a row of the mode
     * @param lower bound on every number of the row
     * @param steps Newton steps a row and sweep at most; a whole row takes all of them with one Hessian
     */
    RowProblem(CellLoss cells, ZeroTerm zeros, Penalty penalty, double lower, int steps) {
        this.cells = cells;
        this.zeros = zeros;
        this.penalty = penalty;
        this.lower = lower;
        this.steps = steps;
    }

    /** The zero part and the penalty of row {@code a}. @param weight reg_n c_j */
    double fixedValueAt(double[] a, double weight) {
        return zeros.valueAt(a) + weight * squares(a);
    }

    static double squares(double[] a) {
        double sum = 0;
        for (double value : a) {
            sum += value * value;
        }
        return sum;
    }
}
