package org.polyad.solver;

import org.polyad.tensor.FactorMatrix;

/**
 * How far factors are from a stationary point of F within the bound l: the projected gradient, in the scale of the factors,
 *
 * <pre>max over numbers a, with slope g, of column c of a factor:   |g| min(||c||, a - l if g &gt; 0)  /  (1 + |F|)</pre>
 *
 * which is the most, relative to F, that a number could gain at first order by a move as long as its column, within the bound. It does
 * not change when a component's scale moves from mode to mode. Zero at a stationary point, and only there (a column of zeros counts as
 * of length 1). Source: the criticality measure of Conn, Gould and Toint, Trust-Region Methods, 2000, section 12.1.4, number by number.
 */
final class Stationarity {
    /** Factors are stationary where the projected gradient is not above this. */
    static final double BOUND = 1e-6;

    /** Where a method ends of itself: further down, rounding of F hides what a step gains. */
    static final double GOAL = BOUND / 10;

    private Stationarity() {}

    /** The projected gradient, in one pass over the cells. */
    static double of(FactorMatrix[] factors, PreparedTensor problem, Penalty penalty, double lower) {
        Packing packing = new Packing(problem.engine().shape(), factors[0].columns());
        double[] gradient = new double[packing.unknowns()];
        TotalObjective objective = new TotalObjective(problem.engine(), problem.cells(), penalty, packing);
        objective.label("projected gradient");
        double total = objective.valueAndGradient(packing.pack(factors), gradient);
        return projectedGradient(factors, gradient, packing, total, lower);
    }

    /**
     * The projected gradient.
     *
     * @param gradient of F, as {@link Packing} lays it out (input)
     * @param total F, penalty included
     */
    static double projectedGradient(
            FactorMatrix[] factors, double[] gradient, Packing packing, double total, double lower) {
        double largest = 0;
        for (int n = 0; n < factors.length; n++) {
            double[] norms = norms(factors[n]);
            for (int i = 0; i < factors[n].rows(); i++) {
                int at = packing.at(n, i);
                for (int r = 0; r < norms.length; r++) {
                    double g = gradient[at + r];
                    double room = g > 0 ? Math.min(norms[r], factors[n].at(i, r) - lower) : norms[r];
                    largest = Math.max(largest, Math.abs(g) * room);
                }
            }
        }
        return largest / (1 + Math.abs(total));
    }

    private static double[] norms(FactorMatrix factor) {
        double[] norms = new double[factor.columns()];
        for (int i = 0; i < factor.rows(); i++) {
            for (int r = 0; r < norms.length; r++) {
                norms[r] += factor.at(i, r) * factor.at(i, r);
            }
        }
        for (int r = 0; r < norms.length; r++) {
            norms[r] = norms[r] > 0 ? Math.sqrt(norms[r]) : 1;
        }
        return norms;
    }
}
