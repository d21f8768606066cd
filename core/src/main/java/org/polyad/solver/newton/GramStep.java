package org.polyad.solver.newton;

/**
 * The exact step for squared errors where unlisted cells are zeros and all weights are 1. Over all cells of the row,
 *
 * <pre>sum (x - a . delta)^2 = sum x^2 - 2 a . v + a' Gamma a,   v = sum over the listed entries of x delta (the MTTKRP)</pre>
 *
 * <p>with Gamma from the Grams of the other parts. So the listed entries enter through v alone, and rows of the same penalty share a
 * factored Hessian. O(n R) for n entries, and O(R^2).
 */
final class GramStep extends RowSolver {
    /** The penalty's weight in the system's Hessian; NaN: there is none yet. */
    private double hessianWeight = Double.NaN;

    GramStep(RowProblem problem) {
        super(problem);
        if (!problem.valued) {
            system.leaveValues();
        }
    }

    @Override
    double improve(boolean empty) {
        if (weight == hessianWeight) {
            system.clearGradient();
        } else {
            clear();
            problem.addFixedHessian(system, weight);
            hessianWeight = weight;
        }
        system.addMttkrp(view, parts, from, end);
        double linear = 0;
        for (int r = 0; r < a.length; r++) {
            linear += a[r] * system.gradient()[r];
            system.gradient()[r] *= -2;
        }
        problem.addFixedGradient(system, a, weight);
        return system.value() - 2 * linear + stepToMinimum();
    }
}
