package org.polyad.solver;

import java.util.Arrays;
import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.ModeView;

/**
 * What a model says of the cells that were set aside, one by one, always in the same order.
 *
 * <p>As many zeros as listed entries are set aside, though there are many more of them: to speak for all cells, each stands for
 * {@code share * unlisted / zeros} of them. So the weighted mean of the losses estimates that of a cell not seen in fitting.
 */
public final class HeldOut {
    private final double[] x;
    private final double[] m;
    private final double[] weights;

    private HeldOut(double[] x, double[] m, double[] weights) {
        this.x = x;
        this.m = m;
        this.weights = weights;
    }

    /** @throws IllegalArgumentException when nothing was set aside */
    public static HeldOut of(Problem problem, Ktensor model) {
        if (problem.holdout() == null) {
            throw new InvalidInputException("no cells were set aside: holdout is 0, or too small for these data");
        }
        FactorMatrix[] factors = model.spread();
        List<double[][]> blocks = problem.holdout().run("score held-out cells", new Task(), factors, 0);
        HeldOut all = new HeldOut(join(blocks, 0), join(blocks, 1), join(blocks, 2));
        all.weighZeros(problem.cells());
        return all;
    }

    private static double[] join(List<double[][]> blocks, int which) {
        int count = blocks.stream().mapToInt(block -> block[which].length).sum();
        double[] all = new double[count];
        int at = 0;
        for (double[][] block : blocks) {
            System.arraycopy(block[which], 0, all, at, block[which].length);
            at += block[which].length;
        }
        return all;
    }

    private void weighZeros(Cells cells) {
        double zeros = Arrays.stream(x).filter(value -> value == 0).count();
        if (cells.zeros() == ZeroHandling.NONE || zeros == 0) {
            return;
        }
        double listed = x.length - zeros;
        double share = listed / (listed + cells.moments().listed());
        double unlisted = cells.moments().cells() - cells.moments().listed() + zeros;
        for (int p = 0; p < x.length; p++) {
            weights[p] *= x[p] == 0 ? share * unlisted / zeros : 1;
        }
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

    /** sum w f / sum w. */
    public double mean(double[] losses) {
        double sum = 0;
        double weight = 0;
        for (int p = 0; p < losses.length; p++) {
            sum += weights[p] * losses[p];
            weight += weights[p];
        }
        return sum / weight;
    }

    /**
     * The standard error of {@link #mean}: listed cells and zeros are two strata, drawn each for itself, so the variance of the sum
     * is that of each, sum over strata of W^2 n s^2, over (sum w)^2, with s^2 the variance within the stratum and W the weight that
     * its cells have.
     */
    public double standardError(double[] losses) {
        double total = 0;
        double variance = 0;
        for (boolean zero : new boolean[] {false, true}) {
            double n = 0;
            double sum = 0;
            double squares = 0;
            for (int p = 0; p < losses.length; p++) {
                if (x[p] == 0 == zero) {
                    double part = weights[p] * losses[p];
                    n++;
                    sum += part;
                    squares += part * part;
                    total += weights[p];
                }
            }
            variance += n > 1 ? Math.max(0, squares - sum * sum / n) * n / (n - 1) : 0;
        }
        return Math.sqrt(variance) / total;
    }

    /** x, m and w of a block's cells. */
    private static final class Task implements BlockTask<double[][]> {
        private static final long serialVersionUID = 1L;

        @Override
        public double[][] apply(ModeView view, FactorMatrix[] factors) {
            double[] m = new double[view.entries()];
            double[] weights = new double[m.length];
            FactorMatrix own = factors[view.mode()];
            double[] product = new double[own.columns()];
            for (int j = 0; j < view.rows(); j++) {
                for (int p = view.rowStart()[j]; p < view.rowStart()[j + 1]; p++) {
                    System.arraycopy(own.data(), own.offset(view.firstRow() + j), product, 0, product.length);
                    m[p] = value(view, factors, p, product);
                    weights[p] = view.weights() == null ? 1 : view.weights()[p];
                }
            }
            return new double[][] {view.values().clone(), m, weights};
        }

        private static double value(ModeView view, FactorMatrix[] factors, int p, double[] product) {
            for (int n = 0; n < factors.length; n++) {
                if (n != view.mode()) {
                    int row = factors[n].offset(view.subscripts()[n][p]);
                    for (int r = 0; r < product.length; r++) {
                        product[r] *= factors[n].data()[row + r];
                    }
                }
            }
            double sum = 0;
            for (double part : product) {
                sum += part;
            }
            return sum;
        }
    }
}
