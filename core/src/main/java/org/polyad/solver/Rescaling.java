package org.polyad.solver;

import java.util.Arrays;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.ZeroTerm;
import org.polyad.tensor.FactorMatrix;

/**
 * The unit in which each unknown is measured: 1 / sqrt(h), with h the diagonal of the rows' Hessians at some model. Heavy and light
 * rows differ by orders of magnitude in real tensors, and a quasi-Newton method that must learn that first spends hundreds of
 * iterations on it. A floor keeps rows with hardly any curvature from running away.
 */
final class Rescaling {
    private static final double FLOOR = 1e-3;

    private final Engine engine;
    private final Penalty penalty;
    private final CellLoss cells;
    private final Packing packing;

    Rescaling(Engine engine, Penalty penalty, CellLoss cells, Packing packing) {
        this.engine = engine;
        this.penalty = penalty;
        this.cells = cells;
        this.packing = packing;
    }

    /** The units at a model. */
    double[] at(FactorMatrix[] factors) {
        double[] h = new double[packing.unknowns()];
        int[] modes = new int[factors.length];
        Arrays.setAll(modes, n -> n);
        for (GradientBlock block : engine.run("curvatures", new CurvatureTask(cells), factors, modes)) {
            int at = packing.at(block.mode, block.firstRow);
            for (int k = 0; k < block.rows.length; k++) {
                h[at + k] += block.rows[k];
            }
        }
        FactorSums sums = new FactorSums(cells.zeroPart(), factors.length);
        for (int n : modes) {
            addFixed(factors[n], n, sums.zeroTerm(factors, n), h);
            invert(h, packing.at(n, 0), packing.at(n, factors[n].rows()));
        }
        return h;
    }

    private void addFixed(FactorMatrix factor, int mode, ZeroTerm zeros, double[] h) {
        double[] gram = zeros.quadratic();
        long[] listed = engine.listedCounts(mode);
        for (int i = 0; i < factor.rows(); i++) {
            int at = packing.at(mode, i);
            for (int r = 0; r < factor.columns(); r++) {
                h[at + r] += 2 * penalty.of(mode, listed[i]) + (gram == null ? 0 : 2 * gram[r * factor.stride() + r]);
            }
        }
    }

    private static void invert(double[] h, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            h[k] = Double.isFinite(h[k]) && h[k] > 0 ? h[k] : 0;
            sum += h[k];
        }
        double floor = sum > 0 && Double.isFinite(sum) ? FLOOR * sum / (to - from) : 1;
        for (int k = from; k < to; k++) {
            h[k] = 1 / Math.sqrt(Math.max(floor, h[k]));
        }
    }
}
