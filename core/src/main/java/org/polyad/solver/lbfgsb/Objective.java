package org.polyad.solver.lbfgsb;

/** A smooth function of n unknowns: its value and its gradient at a point come from one pass over the data. */
@FunctionalInterface
interface Objective {

    /**
     * Evaluates the function at a point; outside its domain it returns NaN or an infinity, and the line search backs off.
     *
     * @param x the point (input, not modified)
     * @param gradient the gradient at that point (output, overwritten)
     * @return the value at that point
     */
    double valueAndGradient(double[] x, double[] gradient);
}
