package org.polyad.solver.newton;

import org.polyad.blocks.ModeView;
import org.polyad.kernel.RowSystem;
import org.polyad.linalg.BoundedQuadratic;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;

/**
 * Improves the rows of one part, one after the other, all other parts fixed. The row's objective never rises. Which of three ways depends
 * on the loss:
 *
 * <ul>
 *   <li>{@link GramStep}: squared errors, observed zeros, no weights: an exact step whose Hessian is the same for all rows;
 *   <li>{@link QuadraticStep}: other quadratic losses, and squared errors with weights or missing cells: an exact step;
 *   <li>{@link DampedSteps}: all other losses: Newton steps, shortened until the objective falls.
 * </ul>
 *
 * <p>One a thread.
 */
abstract class RowSolver {
    final RowProblem problem;
    final RowSystem system;
    /** The row (a), and the step from it (d): {@code stride} numbers. */
    final double[] a;

    final double[] d;
    /** Where the row's entries are. */
    ModeView view;

    FactorMatrix[] parts;
    int from;
    int end;
    /** reg_n c_j, the row's weight in the penalty. */
    double weight;

    private final BoundedQuadratic quadratic;
    /** Whether {@link #quadratic} has factored the system's Hessian. */
    private boolean factored;

    RowSolver(RowProblem problem) {
        this.problem = problem;
        this.system = problem.system();
        this.quadratic = new BoundedQuadratic(system.rank(), system.stride(), problem.lower);
        this.a = new double[system.stride()];
        this.d = new double[system.stride()];
    }

    /** The solver for the rows of a block. @param weighted whether entries have weights */
    static RowSolver of(RowProblem problem, boolean weighted) {
        Loss loss = problem.cells.loss();
        if (!loss.quadratic()) {
            return new DampedSteps(problem);
        }
        boolean gram = problem.cells.closed() && loss.isSquaredError() && !weighted;
        return gram ? new GramStep(problem) : new QuadraticStep(problem);
    }

    /**
     * Improves row {@code firstRow + j} of the view.
     *
     * @param to the new row is written there, {@code rank} numbers from {@code at} (output)
     * @return the row's objective without its penalty, where the problem is {@code valued}
     */
    final double solve(ModeView view, FactorMatrix[] parts, int j, double[] to, int at) {
        FactorMatrix own = parts[problem.part];
        System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
        this.view = view;
        this.parts = parts;
        this.from = view.rowStart()[j];
        this.end = view.rowStart()[j + 1];
        this.weight = problem.penalty.of(problem.part, view.rowCounts()[j]);
        double reached = improve(view.rowCounts()[j] == 0);
        System.arraycopy(a, 0, to, at, system.rank());
        return reached - weight * RowProblem.squares(a);
    }

    /**
     * Replaces {@link #a} by a better row.
     *
     * @param empty whether the row has no listed entries
     * @return its objective with the penalty, where the problem is {@code valued}
     */
    abstract double improve(boolean empty);

    /** Clears the system for another Hessian. */
    final void clear() {
        system.clear();
        factored = false;
    }

    /** d = argmin q(d) = g'd + d'Hd / 2 within the bound. @return q(d) */
    final double minimise() {
        double change = factored
                ? quadratic.minimiseAgain(system.gradient(), system.hessian(), a, d)
                : quadratic.minimise(system.gradient(), system.hessian(), a, d);
        factored = true;
        return change;
    }

    /** d leads to the bound in all numbers, where the gradient falls towards it in all of them. @return whether it does */
    final boolean stepToBound() {
        boolean falls = quadratic.leadsIntoBound(system.gradient());
        if (falls) {
            quadratic.stepToBound(a, d);
        }
        return falls;
    }

    /** Takes the whole step to the quadratic's minimum, which is exact for a quadratic loss. @return the change of the objective */
    final double stepToMinimum() {
        double change = minimise();
        move(1, a);
        return change;
    }

    /** to = a + t d, and never below the bound by rounding. */
    final void move(double t, double[] to) {
        for (int r = 0; r < system.rank(); r++) {
            to[r] = Math.max(problem.lower, a[r] + t * d[r]);
        }
    }
}
