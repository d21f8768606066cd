package org.polyad.solver.newton;

import java.io.Serializable;
import org.polyad.engine.Criterion;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.RowSystem;
import org.polyad.kernel.ZeroTerm;
import org.polyad.model.Format;
import org.polyad.model.Penalty;

/** What all row subproblems of one part share: everything except the rows and their entries. */
final class RowProblem implements Serializable {
    private static final long serialVersionUID = 1L;

    final Format format;
    final int part;
    final CellLoss cells;
    final ZeroTerm zeros;
    final Penalty penalty;
    final double lower;
    final int steps;
    final boolean valued;

    /**
     * @param part whose rows they are
     * @param zeros the closed zero part of a row of the part
     * @param steps Newton steps a row and sweep at most; a whole row takes all of them with one Hessian
     */
    RowProblem(Criterion criterion, int part, ZeroTerm zeros, int steps) {
        this.format = criterion.format();
        this.part = part;
        this.cells = criterion.cellLoss();
        this.zeros = zeros;
        this.penalty = criterion.penalty();
        this.lower = criterion.lower();
        this.steps = steps;
        this.valued = true;
    }

    private RowProblem(RowProblem of, boolean valued) {
        this.format = of.format;
        this.part = of.part;
        this.cells = of.cells;
        this.zeros = of.zeros;
        this.penalty = of.penalty;
        this.lower = of.lower;
        this.steps = of.steps;
        this.valued = valued;
    }

    /** This problem for a caller that does not need the objective reached. */
    RowProblem unvalued() {
        return new RowProblem(this, false);
    }

    /** An empty system, used for one row after the other; one a thread. */
    RowSystem system() {
        return format.rowSystem(part, cells);
    }

    /** The zero part and the penalty of row {@code a}. @param weight reg_n c_j */
    double fixedValueAt(double[] a, double weight) {
        return zeros.valueAt(a) + weight * squares(a);
    }

    /** Adds the closed zero part and the penalty at {@code a} to the system. */
    void addFixed(RowSystem system, double[] a, double weight) {
        addFixedHessian(system, weight);
        addFixedGradient(system, a, weight);
    }

    /** The Hessian's part of {@link #addFixed}, the same at every row. */
    void addFixedHessian(RowSystem system, double weight) {
        zeros.addHessian(system.hessian());
        for (int r = 0; r < system.rank(); r++) {
            system.hessian()[r * system.stride() + r] += 2 * weight;
        }
        for (int r = 0; r < system.rank(); r++) {
            if (penalty.holds(part, r)) {
                hold(r, system);
            }
        }
    }

    /** {@link #addFixed} without the Hessian. */
    void addFixedGradient(RowSystem system, double[] a, double weight) {
        if (system.valued()) {
            system.addValue(fixedValueAt(a, weight));
        }
        zeros.addGradient(a, system.gradient());
        for (int r = 0; r < system.rank(); r++) {
            system.gradient()[r] = penalty.holds(part, r) ? 0 : system.gradient()[r] + 2 * weight * a[r];
        }
    }

    /** Takes number r out of the Hessian: its row and column are those of the identity, so that with a gradient of 0 its step is 0. */
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
