package org.polyad.solver;

import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowSystem;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/**
 * Solves row subproblems by damped (projected) Newton steps: the quadratic model of the row's objective is minimised subject to
 * the bound, and the step towards that minimiser is halved until the objective falls. A quadratic loss needs one step and no
 * second look at the entries. The row's objective never rises. One a thread.
 */
final class RowSolver {
    private static final double SHORTEST = 0x1p-30;
    private static final double SUFFICIENT = 1e-4;

    /** A promised decrease below this share of the objective is rounding. */
    private static final double NOTHING = 1e-15;

    private final RowProblem problem;
    private final RowSystem system;
    private final BoundedQuadratic quadratic;
    private final double[] a;
    private final double[] d;
    private final double[] trial;
    private final boolean exact;
    private final boolean gram;
    private double weight;
    private int mode;

    RowSolver(RowProblem problem, int rank) {
        Loss loss = problem.cells.loss();
        this.problem = problem;
        this.system = new RowSystem(rank, problem.cells, Kernels.fastest());
        this.quadratic = new BoundedQuadratic(rank, system.stride(), problem.lower);
        this.a = new double[system.stride()];
        this.d = new double[system.stride()];
        this.trial = new double[system.stride()];
        this.exact = loss.quadratic();
        this.gram = problem.cells.closed() && loss.name().equals("gaussian");
    }

    RowSystem system() {
        return system;
    }

    /**
     * Improves row {@code firstRow + j} of the view.
     *
     * @param to the new row is written there, {@code rank} numbers from {@code at} (output)
     * @return the row's objective without its penalty
     */
    double solve(ModeView view, FactorMatrix[] factors, int j, double[] to, int at) {
        FactorMatrix own = factors[view.mode()];
        System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
        mode = view.mode();
        weight = problem.penalty.of(mode, view.rowCounts()[j]);
        int from = view.rowStart()[j];
        int end = view.rowStart()[j + 1];
        double value =
                gram && view.weights() == null ? gramStep(view, factors, from, end) : newton(view, factors, from, end);
        System.arraycopy(a, 0, to, at, system.rank());
        return value - weight * RowProblem.squares(a);
    }

    /** Gaussian with all weights 1 and zeros observed: the listed entries enter through the MTTKRP alone. */
    private double gramStep(ModeView view, FactorMatrix[] factors, int from, int end) {
        system.clear();
        system.addMttkrp(view, factors, from, end);
        double linear = 0;
        for (int r = 0; r < a.length; r++) {
            linear += a[r] * system.gradient()[r];
            system.gradient()[r] *= -2;
        }
        addFixed(problem, mode, system, a, weight);
        return system.value() - 2 * linear + stepByModel();
    }

    /** The first step with the gradient and Hessian at the row, the others with new gradients and the same Hessian. */
    private double newton(ModeView view, FactorMatrix[] factors, int from, int end) {
        system.clear();
        system.add(view, factors, from, end, a);
        addFixed(problem, mode, system, a, weight);
        double value = system.value();
        if (exact) {
            return Double.isFinite(value) ? value + stepByModel() : value;
        }
        for (int left = problem.steps; left > 0 && Double.isFinite(value); left--) {
            double promised = quadratic.minimise(system.gradient(), system.hessian(), a, d);
            if (-promised <= NOTHING * Math.abs(value)) {
                return value;
            }
            double reached = step(view, factors, from, end, value, left > 1);
            if (!(reached < value)) {
                return value;
            }
            value = reached;
        }
        return value;
    }

    /**
     * Takes the step, or half of it and so on until the objective falls enough; the value reached, or NaN when none does.
     *
     * @param more whether the gradient at the new row is wanted
     */
    private double step(ModeView view, FactorMatrix[] factors, int from, int end, double value, boolean more) {
        double slope = 0;
        for (int r = 0; r < a.length; r++) {
            slope += system.gradient()[r] * d[r];
        }
        move(1, trial);
        double reached = ahead(view, factors, from, end, more);
        double t = 1;
        while (!(reached <= value + SUFFICIENT * t * slope)) {
            t /= 2;
            if (t < SHORTEST) {
                return Double.NaN;
            }
            move(t, trial);
            reached = system.between(view, from, end, t) + problem.fixedValueAt(trial, weight);
        }
        System.arraycopy(trial, 0, a, 0, a.length);
        if (more) {
            if (t < 1) {
                ahead(view, factors, from, end, true);
            }
            system.advance();
        }
        return reached;
    }

    /** The objective at the trial row, and where wanted the gradient. */
    private double ahead(ModeView view, FactorMatrix[] factors, int from, int end, boolean gradient) {
        if (!gradient) {
            return system.valueAhead(view, factors, from, end, trial) + problem.fixedValueAt(trial, weight);
        }
        system.clearGradient();
        system.addGradientAhead(view, factors, from, end, trial);
        addFixedGradient(problem, mode, system, trial, weight);
        return system.value();
    }

    /** Adds the closed zero part and the penalty at {@code a} to the system. */
    static void addFixed(RowProblem problem, int mode, RowSystem system, double[] a, double weight) {
        problem.zeros.addHessian(system.hessian());
        for (int r = 0; r < system.rank(); r++) {
            system.hessian()[r * system.stride() + r] += 2 * weight;
        }
        addFixedGradient(problem, mode, system, a, weight);
        for (int r = 0; r < system.rank(); r++) {
            if (problem.penalty.holds(mode, r)) {
                hold(r, system);
            }
        }
    }

    /** As {@link #addFixed}, but for the Hessian. */
    private static void addFixedGradient(RowProblem problem, int mode, RowSystem system, double[] a, double weight) {
        system.addValue(problem.fixedValueAt(a, weight));
        problem.zeros.addGradient(a, system.gradient());
        for (int r = 0; r < system.rank(); r++) {
            system.gradient()[r] = problem.penalty.holds(mode, r) ? 0 : system.gradient()[r] + 2 * weight * a[r];
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

    /** Takes the model's whole step, which is exact for a quadratic; returns the change of the value. */
    private double stepByModel() {
        double change = quadratic.minimise(system.gradient(), system.hessian(), a, d);
        move(1, a);
        return change;
    }

    /** to = a + t d, and never below the bound by rounding. */
    private void move(double t, double[] to) {
        for (int r = 0; r < system.rank(); r++) {
            to[r] = Math.max(problem.lower, a[r] + t * d[r]);
        }
    }
}
