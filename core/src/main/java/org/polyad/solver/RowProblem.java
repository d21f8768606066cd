package org.polyad.solver;

import java.io.Serializable;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.RowSystem;
import org.polyad.kernel.ZeroTerm;

/** What the row subproblems of one mode share: everything but the rows and their entries. */
final class RowProblem implements Serializable {
    private static final long serialVersionUID = 1L;

    final CellLoss cells;
    final ZeroTerm zeros;
    final Penalty penalty;
    final double lower;
    final int steps;
    final boolean valued;

    /**
     * @param zeros the closed zero part of a row of the mode
     * @param lower bound on every number of the row
     * @param steps Newton steps a row and sweep at most; a whole row takes all of them with one Hessian
     */
    RowProblem(CellLoss cells, ZeroTerm zeros, Penalty penalty, double lower, int steps) {
        this(cells, zeros, penalty, lower, steps, true);
    }

    private RowProblem(CellLoss cells, ZeroTerm zeros, Penalty penalty, double lower, int steps, boolean valued) {
        this.cells = cells;
        this.zeros = zeros;
        this.penalty = penalty;
        this.lower = lower;
        this.steps = steps;
        this.valued = valued;
    }

    /** The same for one who does not ask for the objective that is reached. */
    RowProblem unvalued() {
        return new RowProblem(cells, zeros, penalty, lower, steps, false);
    }

    /** The zero part and the penalty of row {@code a}. @param weight reg_n c_j */
    double fixedValueAt(double[] a, double weight) {
        return zeros.valueAt(a) + weight * squares(a);
    }

    /** Adds the closed zero part and the penalty at {@code a} to the system. */
    void addFixed(int mode, RowSystem system, double[] a, double weight) {
        addFixedHessian(mode, system, weight);
        addFixedGradient(mode, system, a, weight);
    }

    /** The Hessian's part of {@link #addFixed}, the same at every row. */
    void addFixedHessian(int mode, RowSystem system, double weight) {
        zeros.addHessian(system.hessian());
        for (int r = 0; r < system.rank(); r++) {
            system.hessian()[r * system.stride() + r] += 2 * weight;
        }
        for (int r = 0; r < system.rank(); r++) {
            if (penalty.holds(mode, r)) {
                hold(r, system);
            }
        }
    }

    /** As {@link #addFixed}, but for the Hessian. */
    void addFixedGradient(int mode, RowSystem system, double[] a, double weight) {
        if (system.valued()) {
            system.addValue(fixedValueAt(a, weight));
        }
        zeros.addGradient(a, system.gradient());
        for (int r = 0; r < system.rank(); r++) {
            system.gradient()[r] = penalty.holds(mode, r) ? 0 : system.gradient()[r] + 2 * weight * a[r];
        }
    }

    /** Takes number r out of the system: its gradient is 0, and nothing binds it to the others, so that its step is 0. */
    private static void hold(int r, RowSystem system) {
        for (int c = 0; c < system.rank(); c++) {
            system.hessian()[r * system.stride() + c] = 0;
            system.hessian()[c * system.stride() + r] = 0;
        }
        system.hessian()[r * system.stride() + r] = 1;
    }

    static double squares(double[] a) {
        double sum = 0;
        for (double value : a) {
            sum += value * value;
        }
        return sum;
    }
}
