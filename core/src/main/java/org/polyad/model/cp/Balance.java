package org.polyad.model.cp;

import java.util.function.IntFunction;
import org.polyad.model.Gauge;
import org.polyad.model.Penalty;
import org.polyad.tensor.FactorMatrix;

/**
 * Moves scale between the modes of each component. Without a penalty its columns get equal norms; with a penalty on every mode they get
 * equal penalties, which is the form of least penalty. With a penalty on some modes only there is no such form, and nothing is moved.
 */
final class Balance implements Gauge {
    private final Penalty penalty;
    private final IntFunction<long[]> listed;

    /** @param listed by mode, the listed entries of each row */
    Balance(Penalty penalty, IntFunction<long[]> listed) {
        this.penalty = penalty;
        this.listed = listed;
    }

    /** Replaces the factors in the array by scaled copies. */
    @Override
    public void afterSweep(FactorMatrix[] factors) {
        int order = factors.length;
        double[][] scales = new double[order][factors[0].columns()];
        for (int n = 0; n < order; n++) {
            if (penalty.none(n) && !penalty.none()) {
                return;
            }
            double[] sums = penalty.none() ? squares(factors[n]) : penalty.columns(n, factors[n], listed.apply(n));
            for (int r = 0; r < sums.length; r++) {
                scales[n][r] = Math.sqrt(sums[r]);
            }
        }
        for (int r = 0; r < scales[0].length; r++) {
            if (penalty.scales(r)) {
                equalise(scales, r);
            } else {
                keep(scales, r);
            }
        }
        for (int n = 0; n < order; n++) {
            factors[n] = factors[n].copy();
            factors[n].scaleColumns(scales[n]);
        }
    }

    private static void keep(double[][] scales, int r) {
        for (double[] scale : scales) {
            scale[r] = 1;
        }
    }

    private static void equalise(double[][] scales, int r) {
        double logs = 0;
        for (double[] scale : scales) {
            logs += Math.log(scale[r]);
        }
        double mean = Math.exp(logs / scales.length);
        boolean usable = mean > 1e-150 && mean < 1e150;
        double product = 1;
        for (int n = 0; n < scales.length - 1; n++) {
            scales[n][r] = usable ? mean / scales[n][r] : 1;
            product *= scales[n][r];
        }
        // the last scale is computed from the others, so that their product is 1 to rounding
        scales[scales.length - 1][r] = 1 / product;
        for (double[] scale : scales) {
            usable &= scale[r] > 1e-150 && scale[r] < 1e150;
        }
        for (double[] scale : scales) {
            scale[r] = usable ? scale[r] : 1;
        }
    }

    private static double[] squares(FactorMatrix factor) {
        double[] sums = new double[factor.columns()];
        for (int i = 0; i < factor.rows(); i++) {
            for (int r = 0; r < sums.length; r++) {
                sums[r] += factor.at(i, r) * factor.at(i, r);
            }
        }
        return sums;
    }
}
