package org.polyad.solver.newton;

import org.polyad.blocks.ModeView;
import org.polyad.kernel.RowSystem;
import org.polyad.linalg.BoundedQuadratic;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;

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

    /** Whether steps are judged by a bound of what they add, and values looked up only where it does not decide. */
    private final boolean bounded;

    /** Whether {@link #quadratic} has seen the system's Hessian. */
    private boolean factored;

    /** The penalty's weight in a Hessian that has no other part of the row in it; NaN where it has. */
    private double squaredWeight = Double.NaN;

    private double weight;
    private boolean empty;
    private double value;

    RowSolver(RowProblem problem) {
        Loss loss = problem.cells.loss();
        this.problem = problem;
        this.system = problem.system();
        this.quadratic = new BoundedQuadratic(system.rank(), system.stride(), problem.lower);
        this.a = new double[system.stride()];
        this.d = new double[system.stride()];
        this.trial = new double[system.stride()];
        this.exact = loss.quadratic();
        this.gram = problem.cells.closed() && loss.squaredError();
        this.bounded = loss.boundsIncreases();
        if (bounded || exact && !problem.valued) {
            system.leaveValues();
        }
    }

    RowSystem system() {
        return system;
    }

    /**
     * Improves row {@code firstRow + j} of the view.
     *
     * @param to the new row is written there, {@code rank} numbers from {@code at} (output)
     * @return the row's objective without its penalty, where the problem is {@code valued}
     */
    double solve(ModeView view, FactorMatrix[] factors, int j, double[] to, int at) {
        FactorMatrix own = factors[problem.part];
        System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
        weight = problem.penalty.of(problem.part, view.rowCounts()[j]);
        empty = view.rowCounts()[j] == 0;
        int from = view.rowStart()[j];
        int end = view.rowStart()[j + 1];
        double reached =
                gram && view.weights() == null ? gramStep(view, factors, from, end) : newton(view, factors, from, end);
        System.arraycopy(a, 0, to, at, system.rank());
        return reached - weight * RowProblem.squares(a);
    }

    /**
     * Gaussian with all weights 1 and zeros observed: the listed entries enter through the MTTKRP alone, and rows of the same penalty
     * share the Hessian.
     */
    private double gramStep(ModeView view, FactorMatrix[] factors, int from, int end) {
        if (weight == squaredWeight) {
            system.clearGradient();
        } else {
            clear();
            problem.addFixedHessian(system, weight);
            squaredWeight = weight;
        }
        system.addMttkrp(view, factors, from, end);
        double linear = 0;
        for (int r = 0; r < a.length; r++) {
            linear += a[r] * system.gradient()[r];
            system.gradient()[r] *= -2;
        }
        problem.addFixedGradient(system, a, weight);
        return system.value() - 2 * linear + stepByModel();
    }

    /** The first step with the gradient and Hessian at the row, the others with new gradients and the same Hessian. */
    private double newton(ModeView view, FactorMatrix[] factors, int from, int end) {
        clear();
        system.add(view, factors, from, end, a);
        problem.addFixed(system, a, weight);
        value = bounded ? Double.NaN : system.value();
        if (exact) {
            return Double.isFinite(value) ? value + stepByModel() : value;
        }
        int left = problem.steps;
        while (left > 0 && step(view, factors, from, end, left > 1)) {
            left--;
        }
        return problem.valued ? known(view, from, end) : value;
    }

    private void clear() {
        system.clear();
        factored = false;
        squaredWeight = Double.NaN;
    }

    /**
     * The step d to the minimiser of the quadratic model; returns the change that the model promises. A row without listed entries that
     * falls towards the bound heads for it at once: the model of a loss that is flat there would come only half as near with each step.
     */
    private double minimise() {
        if (empty && !exact && quadratic.leadsIntoBound(system.gradient())) {
            quadratic.stepToBound(a, d);
            return slope();
        }
        double promised = factored
                ? quadratic.minimiseAgain(system.gradient(), system.hessian(), a, d)
                : quadratic.minimise(system.gradient(), system.hessian(), a, d);
        factored = true;
        return promised;
    }

    /** The objective at the row, looked up where only bounds were needed so far. */
    private double known(ModeView view, int from, int end) {
        if (bounded && Double.isNaN(value)) {
            value = system.valueHere(view, from, end) + problem.fixedValueAt(a, weight);
        }
        return value;
    }

    /**
     * One step.
     *
     * @param more whether the gradient at the new row is wanted
     * @return false where none lowers the objective
     */
    private boolean step(ModeView view, FactorMatrix[] factors, int from, int end, boolean more) {
        double promised = minimise();
        if (!(promised < 0) || !bounded && !worthwhile(promised)) {
            return false;
        }
        double slope = slope();
        move(1, trial);
        double reached = ahead(view, factors, from, end, more);
        double t = bounded ? bounded(view, from, end, promised, slope) : shortened(view, from, end, slope, reached);
        if (t == 0) {
            return false;
        }
        System.arraycopy(trial, 0, a, 0, a.length);
        if (t < 1 && (more || bounded)) {
            ahead(view, factors, from, end, more);
        }
        system.advance();
        return true;
    }

    /** g'd. */
    private double slope() {
        double slope = 0;
        for (int r = 0; r < a.length; r++) {
            slope += system.gradient()[r] * d[r];
        }
        return slope;
    }

    private boolean worthwhile(double promised) {
        return Double.isFinite(value) && -promised > NOTHING * Math.abs(value);
    }

    /** The length of the step: the whole where a bound of what it adds is low enough, else as {@link #shortened} finds it. */
    private double bounded(ModeView view, int from, int end, double promised, double slope) {
        double fixed = problem.fixedValueAt(trial, weight) - problem.fixedValueAt(a, weight);
        if (system.increase(view, from, end) + fixed <= SUFFICIENT * slope) {
            value = Double.NaN;
            return 1;
        }
        known(view, from, end);
        if (!worthwhile(promised)) {
            return 0;
        }
        double reached = system.between(view, from, end, 1) + problem.fixedValueAt(trial, weight);
        return shortened(view, from, end, slope, reached);
    }

    /**
     * Halves the step until the objective falls enough.
     *
     * @param reached at its end (input)
     * @return its length, 0 when none will do
     */
    private double shortened(ModeView view, int from, int end, double slope, double reached) {
        double t = 1;
        while (!(reached <= value + SUFFICIENT * t * slope)) {
            t /= 2;
            if (t < SHORTEST) {
                return 0;
            }
            move(t, trial);
            reached = system.between(view, from, end, t) + problem.fixedValueAt(trial, weight);
        }
        value = reached;
        return t;
    }

    /** Looks at the trial row: its objective, which bounds make unnecessary, and where wanted the gradient there. */
    private double ahead(ModeView view, FactorMatrix[] factors, int from, int end, boolean gradient) {
        if (!gradient) {
            system.look(view, factors, from, end, trial);
            return bounded ? Double.NaN : system.between(view, from, end, 1) + problem.fixedValueAt(trial, weight);
        }
        system.clearGradient();
        system.addGradientAhead(view, factors, from, end, trial);
        problem.addFixedGradient(system, trial, weight);
        return system.value();
    }

    /** Takes the model's whole step, which is exact for a quadratic; returns the change of the value. */
    private double stepByModel() {
        double change = minimise();
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
