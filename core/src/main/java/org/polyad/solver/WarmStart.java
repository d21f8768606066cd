package org.polyad.solver;

import org.polyad.tensor.FactorMatrix;

/**
 * Where a method over all factors at once begins after some sweeps of alternating Newton. Numbers that these leave at a bound 0 are
 * lifted a little off it for losses that curve there, if that does not raise F: a listed cell with m = 0 has a slope of 1 / eps, at
 * which no step along all unknowns is short enough.
 */
final class WarmStart {
    /** How far off the bound, in means of the column. */
    private static final double LIFT = 1e-4;

    /** The least curvature of a number, in means of its column. */
    private static final double FLOOR = 1e-4;

    private final Objective objective;
    private final Packing packing;

    WarmStart(Objective objective, Packing packing) {
        this.objective = objective;
        this.packing = packing;
    }

    /** The unknowns to begin with. @param swept where the sweeps ended */
    double[] from(FactorMatrix[] swept) {
        double[] low = packing.pack(swept);
        double[] high = packing.pack(lifted(swept));
        return value(high) <= value(low) ? high : low;
    }

    private double value(double[] x) {
        return objective.valueAndGradient(x, new double[x.length]);
    }

    private static FactorMatrix[] lifted(FactorMatrix[] factors) {
        FactorMatrix[] lifted = new FactorMatrix[factors.length];
        for (int n = 0; n < factors.length; n++) {
            lifted[n] = factors[n].copy();
            double[] least = least(factors[n], LIFT);
            for (int i = 0; i < factors[n].rows(); i++) {
                lift(lifted[n], i, least);
            }
        }
        return lifted;
    }

    /** A small part of each column's mean. */
    private static double[] least(FactorMatrix factor, double part) {
        double[] least = new double[factor.columns()];
        for (int i = 0; i < factor.rows(); i++) {
            for (int r = 0; r < least.length; r++) {
                least[r] += part * factor.at(i, r) / factor.rows();
            }
        }
        return least;
    }

    /**
     * 1 / sqrt(curvature) for each number, rounded to a power of two; a curvature counts as no less than a small part of its column's
     * mean.
     */
    static double[] scale(double[] curvatures, Packing packing, FactorMatrix[] factors) {
        double[] scale = new double[curvatures.length];
        for (int n = 0; n < factors.length; n++) {
            int rows = factors[n].rows();
            for (int r = 0; r < factors[n].columns(); r++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    sum += curvatures[packing.at(n, i) + r];
                }
                double least = sum > 0 ? Math.max(FLOOR * sum / rows, Double.MIN_NORMAL) : 1;
                for (int i = 0; i < rows; i++) {
                    int k = packing.at(n, i) + r;
                    scale[k] = Math.scalb(1.0, -Math.getExponent(Math.max(curvatures[k], least)) / 2);
                }
            }
        }
        return scale;
    }

    /** A row of zeros stays: its cells say that nothing is there, or nothing at all. */
    private static void lift(FactorMatrix factor, int row, double[] least) {
        double sum = 0;
        for (int r = 0; r < least.length; r++) {
            sum += factor.at(row, r);
        }
        for (int r = 0; r < least.length && sum > 0; r++) {
            factor.set(row, r, Math.max(factor.at(row, r), least[r]));
        }
    }
}
