package org.polyad.solver.newton;

/** The exact step for a loss that is quadratic in m: gradient and Hessian at the row, and the minimum within the bound. O(n R^2) for n entries. */
final class QuadraticStep extends RowSolver {
    QuadraticStep(RowProblem problem) {
        super(problem);
        if (!problem.valued) {
            system.leaveValues();
        }
    }

    @Override
    double improve(boolean empty) {
        clear();
        system.add(view, parts, from, end, a);
        problem.addFixed(system, a, weight);
        double value = system.value();
        return Double.isFinite(value) ? value + stepToMinimum() : value;
    }
}
