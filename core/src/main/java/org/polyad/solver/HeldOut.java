package org.polyad.solver;

import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.kernel.CellModels;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.ModeView;

/**
 * What a model says of the cells that were set aside, one by one, always in the same order.
 *
 * <p>Two strata, L and D: of the N_L listed entries n_L are here, with their weights; of the N_D unlisted cells, where these are
 * zeros, n_D were drawn. There are many more of these than were drawn, so each has the weight
 *
 * <pre>(N_D / n_D) (sum of w over the listed entries here) / (sum of w over all listed entries).</pre>
 *
 * <p>So weighted means over the cells here estimate those over all cells of the tensor. Which stratum a cell is of is known from
 * how it came here, and does not show in its value: a listed value may be 0.
 */
public final class HeldOut {
    private static final int STRATA = 2;

    private final double[] x;
    private final double[] m;
    private final double[] weights;
    private final boolean[] drawn;
    /** By stratum n / N: 0 for the listed entries, 1 for the drawn cells. */
    private final double[] fractions = new double[STRATA];

    private HeldOut(int cells) {
        x = new double[cells];
        m = new double[cells];
        weights = new double[cells];
        drawn = new boolean[cells];
    }

    /** @throws IllegalArgumentException when nothing was set aside */
    public static HeldOut of(PreparedTensor problem, Ktensor model) {
        if (problem.holdout() == null) {
            throw new InvalidInputException("no cells were set aside: holdout is 0, or too small for these data");
        }
        List<double[][]> blocks = problem.holdout().run("score held-out cells", new Task(), model.absorbed(), 0);
        int cells = 0;
        for (double[][] block : blocks) {
            cells = Math.addExact(cells, block[1].length);
        }
        HeldOut all = new HeldOut(cells);
        int at = 0;
        for (double[][] block : blocks) {
            all.put(block, at);
            at += block[1].length;
        }
        all.count(problem.cells());
        return all;
    }

    private void put(double[][] block, int at) {
        int listed = block[0].length;
        int all = block[1].length;
        System.arraycopy(block[0], 0, x, at, listed);
        System.arraycopy(block[1], 0, m, at, all);
        System.arraycopy(block[2], 0, weights, at, all);
        for (int p = at + listed; p < at + all; p++) {
            drawn[p] = true;
        }
    }

    private void count(Cells cells) {
        double[] here = new double[STRATA];
        for (boolean d : drawn) {
            here[d ? 1 : 0]++;
        }
        Cells.Moments left = cells.moments();
        fractions[0] = here[0] / (here[0] + left.listed());
        fractions[1] = here[1] == 0 ? 0 : here[1] / (here[1] + (left.cells() - left.listed()));
    }

    /** The values; the array itself. */
    public double[] x() {
        return x;
    }

    /** The model's parameters m; the array itself. */
    public double[] m() {
        return m;
    }

    /** The array itself. */
    public double[] weights() {
        return weights;
    }

    /** f(x, m) of each cell. */
    public double[] losses(Loss loss) {
        double[] losses = new double[x.length];
        for (int p = 0; p < x.length; p++) {
            losses[p] = loss.value(x[p], m[p]);
        }
        return losses;
    }

    /** sum w f / sum w; a weight of 0 takes a cell out, even where f is infinite. */
    public double mean(double[] losses) {
        double sum = 0;
        double weight = 0;
        for (int p = 0; p < losses.length; p++) {
            sum += weights[p] == 0 ? 0 : weights[p] * losses[p];
            weight += weights[p];
        }
        return sum / weight;
    }

    /**
     * The standard error of {@link #mean} as an estimate of the mean over all cells of the tensor: how much it varies with the choice
     * of the cells set aside. With strata s, each a simple random sample of n_s of its N_s cells,
     *
     * <pre>
     * variance = sum_s (1 - n_s / N_s) n_s / (n_s - 1) sum_{p in s} (w_p (f_p - mean_s))^2 / (sum w)^2,   mean_s = sum_{p in s} w f / sum_{p in s} w
     * </pre>
     *
     * <p>A stratum of one cell, which says nothing of its variance, is held against the mean over all. Source: W. G. Cochran, Sampling
     * Techniques, 3rd ed., 1977, sections 5.4 and 6.11 (separate ratio estimates).
     */
    public double standardError(double[] losses) {
        double[] count = new double[STRATA];
        double[] weight = new double[STRATA];
        double[] sum = new double[STRATA];
        for (int p = 0; p < losses.length; p++) {
            int s = drawn[p] ? 1 : 0;
            count[s]++;
            weight[s] += weights[p];
            sum[s] += weights[p] == 0 ? 0 : weights[p] * losses[p];
        }
        double overall = mean(losses);
        double[] center = new double[STRATA];
        for (int s = 0; s < STRATA; s++) {
            center[s] = count[s] > 1 ? sum[s] / weight[s] : overall;
        }
        double[] squares = new double[STRATA];
        for (int p = 0; p < losses.length; p++) {
            int s = drawn[p] ? 1 : 0;
            double part = weights[p] == 0 ? 0 : weights[p] * (losses[p] - center[s]);
            squares[s] += part * part;
        }
        double variance = 0;
        for (int s = 0; s < STRATA; s++) {
            variance += (1 - fractions[s]) * squares[s] * count[s] / Math.max(1, count[s] - 1);
        }
        return Math.sqrt(variance) / (weight[0] + weight[1]);
    }

    /** x of a block's listed cells; m and w of these and, after them, of its drawn ones, whose x is 0. */
    private static final class Task implements BlockTask<double[][]> {
        private static final long serialVersionUID = 1L;

        @Override
        public double[][] apply(ModeView view, FactorMatrix[] factors) {
            int cells = view.entries();
            double[] models = models(view, factors);
            int listed = 0;
            for (int p = 0; p < cells; p++) {
                listed += HeldCells.drawn(view, p) ? 0 : 1;
            }
            double[] x = new double[listed];
            double[] m = new double[cells];
            double[] weights = new double[cells];
            for (int p = 0, ofListed = 0, ofDrawn = listed; p < cells; p++) {
                boolean drawn = HeldCells.drawn(view, p);
                int at = drawn ? ofDrawn++ : ofListed++;
                m[at] = models[p];
                weights[at] = view.weights() == null ? 1 : view.weights()[p];
                if (!drawn) {
                    x[at] = view.values()[p];
                }
            }
            return new double[][] {x, m, weights};
        }

        private static double[] models(ModeView view, FactorMatrix[] factors) {
            int[][] subscripts = view.subscripts().clone();
            subscripts[view.mode()] = view.rowOfEntries();
            double[] m = new double[view.entries()];
            new CellModels(factors).fill(subscripts, 0, m.length, m);
            return m;
        }
    }
}
