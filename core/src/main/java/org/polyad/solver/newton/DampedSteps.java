package org.polyad.solver.newton;

/**
 * Projected Newton steps, shortened until the objective falls: the quadratic model of the row's objective is minimised subject to the bound,
 * and the step towards that minimum is halved until the decrease is sufficient (Armijo's rule). The first step has the gradient and Hessian
 * at the row, the others new gradients and the same Hessian.
 *
 * <p>Where the loss has a cheap upper bound of what a step adds, values are computed only where that bound does not decide.
 *
 * <p>Source: D. P. Bertsekas, Projected Newton Methods for Optimization Problems with Simple Constraints, SIAM J. Control Optim. 20(2), 1982.
 */
final class DampedSteps extends RowSolver {
    private static final double SHORTEST = 0x1p-30;
    private static final double SUFFICIENT = 1e-4;

    /** A promised decrease below this share of the objective is rounding. */
    private static final double ROUNDING = 1e-15;

    private final double[] trial;
    /** Whether the loss bounds what a step adds. */
    private final boolean bounds;

    private boolean empty;
    /** The objective at the row; NaN: not computed. */
    private double value;

    DampedSteps(RowProblem problem) {
        super(problem);
        this.trial = new double[a.length];
        this.bounds = problem.cells.loss().boundsIncreases();
        if (bounds) {
            system.leaveValues();
        }
    }

    @Override
    double improve(boolean rowIsEmpty) {
        empty = rowIsEmpty;
        clear();
        system.add(view, parts, from, end, a);
        problem.addFixed(system, a, weight);
        value = bounds ? Double.NaN : system.value();
        int left = problem.steps;
        while (left > 0 && step(left > 1)) {
            left--;
        }
        return problem.valued ? knownValue() : value;
    }

    /** The objective at the row, computed if it was not needed so far. */
    private double knownValue() {
        if (bounds && Double.isNaN(value)) {
            value = system.valueHere(view, from, end) + problem.fixedValueAt(a, weight);
        }
        return value;
    }

    /**
     * One step.
     *
     * @param more whether another step follows, which needs the gradient at the new row
     * @return false if no step lowers the objective
     */
    private boolean step(boolean more) {
        double promised = direction();
        if (!(promised < 0) || !bounds && !worthwhile(promised)) {
            return false;
        }
        double slope = slope();
        move(1, trial);
        double reached = valueAhead(more);
        double t = bounds ? boundedLength(promised, slope) : shortened(slope, reached);
        if (t == 0) {
            return false;
        }
        System.arraycopy(trial, 0, a, 0, a.length);
        if (t < 1 && (more || bounds)) {
            valueAhead(more);
        }
        system.advance();
        return true;
    }

    /**
     * Sets d, and returns the change that the quadratic model promises. A row without listed entries that falls towards the bound goes
     * there at once: where a loss is flat there, each step of its model would halve the distance at most.
     */
    private double direction() {
        return empty && stepToBound() ? slope() : minimise();
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
        return Double.isFinite(value) && -promised > ROUNDING * Math.abs(value);
    }

    /** The length of the step: 1 if the upper bound of what it adds is low enough, else as {@link #shortened} finds it. */
    private double boundedLength(double promised, double slope) {
        double fixed = problem.fixedValueAt(trial, weight) - problem.fixedValueAt(a, weight);
        if (system.increase(view, from, end) + fixed <= SUFFICIENT * slope) {
            value = Double.NaN;
            return 1;
        }
        knownValue();
        if (!worthwhile(promised)) {
            return 0;
        }
        return shortened(slope, system.between(view, from, end, 1) + problem.fixedValueAt(trial, weight));
    }

    /**
     * Halves the step until the objective falls enough.
     *
     * @param reached the objective at the end of the whole step
     * @return the step's length, 0 if every length fails
     */
    private double shortened(double slope, double reached) {
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

    /**
     * Computes m at the trial row and, on demand, the gradient there.
     *
     * @return the objective at the trial row; without meaning where the loss has bounds
     */
    private double valueAhead(boolean gradient) {
        if (!gradient) {
            system.modelsAhead(view, parts, from, end, trial);
            return bounds ? Double.NaN : system.between(view, from, end, 1) + problem.fixedValueAt(trial, weight);
        }
        system.clearGradient();
        system.addGradientAhead(view, parts, from, end, trial);
        problem.addFixedGradient(system, trial, weight);
        return system.value();
    }
}
