package org.polyad.solver;

import org.polyad.tensor.FactorMatrix;

/**
 * Where a method over all factors at once begins: some sweeps of alternating Newton past the start. Random factors have next to nothing
 * in common with the data, so that the way down from them leads past the saddle point where the whole model is zero, and components
 * that get lost there do not come back for hundreds of iterations.
 *
 * <p>Numbers that the sweeps leave at a bound 0 are lifted a little off it for losses that curve there: a listed cell with m = 0 has
 * a slope of 1 / eps, at which no step along all unknowns is short enough. Never above the start.
 */
final class WarmStart {
    private static final int SWEEPS = 10;

    /** How far off the bound, in means of the column. */
    private static final double LIFT = 0.01;

    private final Objective objective;
    private final Packing packing;
    private final boolean lifts;

    WarmStart(Objective objective, Packing packing, boolean lifts) {
        this.objective = objective;
        this.packing = packing;
        this.lifts = lifts;
    }

    /** The unknowns to begin with. @param sweeps from the same start */
    double[] from(FactorMatrix[] start, AlternatingNewton sweeps) {
        for (int k = 0; k < SWEEPS; k++) {
            Iterates.Step step = sweeps.step();
            if (!Double.isFinite(step.objective() + step.regularization())) {
                return packing.pack(start);
            }
        }
        double[] swept = packing.pack(sweeps.factors());
        if (!lifts) {
            return swept;
        }
        double[] lifted = packing.pack(lifted(sweeps.factors()));
        // Where the start was nearly as good as it gets, a lift may cost more than the sweeps gained.
        return value(lifted) <= value(packing.pack(start)) ? lifted : swept;
    }

    private double value(double[] x) {
        return objective.valueAndGradient(x, new double[x.length]);
    }

    private static FactorMatrix[] lifted(FactorMatrix[] factors) {
        FactorMatrix[] lifted = new FactorMatrix[factors.length];
        for (int n = 0; n < factors.length; n++) {
            lifted[n] = factors[n].copy();
            double[] least = least(factors[n]);
            for (int i = 0; i < factors[n].rows(); i++) {
                lift(lifted[n], i, least);
            }
        }
        return lifted;
    }

    /** A small part of each column's mean. */
    private static double[] least(FactorMatrix factor) {
        double[] least = new double[factor.columns()];
        for (int i = 0; i < factor.rows(); i++) {
            for (int r = 0; r < least.length; r++) {
                least[r] += LIFT * factor.at(i, r) / factor.rows();
            }
        }
        return least;
    }

    /** sqrt(a) for each unknown a; no less than that of a small part of its column's mean, so that zeros may leave the bound. */
    double[] scale(FactorMatrix[] factors) {
        double[] scale = new double[packing.unknowns()];
        for (int n = 0; n < factors.length; n++) {
            double[] least = least(factors[n]);
            for (int i = 0; i < factors[n].rows(); i++) {
                for (int r = 0; r < least.length; r++) {
                    double a = Math.max(factors[n].at(i, r), Math.max(least[r], Double.MIN_NORMAL));
                    scale[packing.at(n, i) + r] = Math.sqrt(a);
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
