package org.polyad.ranking;

import java.util.Arrays;
import java.util.BitSet;
import org.polyad.loss.Loss;
import org.polyad.sampling.Cumulative;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Streams;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;

/**
 * The combinations j of rows of the modes that a question leaves open: their products and shares,
 *
 * <pre>b_j(r) = prod_{open n} A_n(j_n, r),   w_j = prod_{open n} (share of j_n in mode n)</pre>
 *
 * <p>All combinations up to {@link #MOST}; beyond, so many of them in a Latin hypercube, in which each mode's rows come as often as their
 * share says: M. D. McKay, R. J. Beckman, W. J. Conover, A Comparison of Three Methods for Selecting Values of Input Variables,
 * Technometrics 21(2), 1979. The draws do not depend on what is asked.
 */
final class OpenRows {
    /** An average over more combinations is estimated from so many. */
    static final int MOST = 512;

    private static final long SEED = 1;

    private final FactorMatrix products;
    private final double[] shares;
    private final double combinations;

    private OpenRows(FactorMatrix products, double[] shares, double combinations) {
        this.products = products;
        this.shares = shares;
        this.combinations = combinations;
    }

    /**
     * The combination of average rows, at which m is the average of m.
     *
     * @param shares of each mode's rows; null: all alike
     */
    static OpenRows average(Ktensor model, double[][] shares, BitSet open) {
        double[] product = new double[model.rank()];
        Arrays.fill(product, 1);
        for (int n = open.nextSetBit(0); n >= 0; n = open.nextSetBit(n + 1)) {
            double[] row = averageRow(model.factor(n), shares[n]);
            for (int r = 0; r < row.length; r++) {
                product[r] *= row[r];
            }
        }
        FactorMatrix products = new FactorMatrix(1, model.rank());
        products.setRow(0, product, 0);
        return new OpenRows(products, new double[] {1}, 1);
    }

    private static double[] averageRow(FactorMatrix factor, double[] shares) {
        if (shares == null) {
            return factor.meanRow();
        }
        double[] average = new double[factor.columns()];
        for (int i = 0; i < shares.length; i++) {
            for (int r = 0; r < average.length; r++) {
                average[r] += shares[i] * factor.at(i, r);
            }
        }
        return average;
    }

    /** Every combination, or a sample of them. @param shares of each mode's rows; null: all alike */
    static OpenRows each(Ktensor model, double[][] shares, BitSet open) {
        int[] modes = open.stream().toArray();
        double[][] known = new double[modes.length][];
        int[][] rows = new int[modes.length][];
        double combinations = 1;
        for (int k = 0; k < modes.length; k++) {
            known[k] = shares[modes[k]] == null ? alike(model.factor(modes[k]).rows()) : shares[modes[k]];
            rows[k] = withShare(known[k]);
            combinations *= rows[k].length;
        }
        boolean all = combinations <= MOST;
        int[][] chosen = all ? product(rows, (int) combinations) : sample(known);
        double[] weights = new double[chosen.length];
        Arrays.fill(weights, all ? 1 : 1.0 / MOST);
        FactorMatrix products = new FactorMatrix(chosen.length, model.rank());
        for (int c = 0; c < chosen.length; c++) {
            for (int r = 0; r < model.rank(); r++) {
                double value = 1;
                for (int k = 0; k < modes.length; k++) {
                    value *= model.factor(modes[k]).at(chosen[c][k], r);
                }
                products.set(c, r, value);
            }
            for (int k = 0; all && k < modes.length; k++) {
                weights[c] *= known[k][chosen[c][k]];
            }
        }
        return new OpenRows(products, weights, combinations);
    }

    private static double[] alike(int rows) {
        double[] shares = new double[rows];
        Arrays.fill(shares, 1.0 / rows);
        return shares;
    }

    private static int[] withShare(double[] shares) {
        int[] rows = new int[shares.length];
        int count = 0;
        for (int i = 0; i < shares.length; i++) {
            rows[count] = i;
            count += shares[i] > 0 ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    /** The Cartesian product, the last mode running fastest. */
    private static int[][] product(int[][] rows, int count) {
        int[][] chosen = new int[count][rows.length];
        for (int c = 0; c < count; c++) {
            int rest = c;
            for (int k = rows.length - 1; k >= 0; k--) {
                chosen[c][k] = rows[k][rest % rows[k].length];
                rest /= rows[k].length;
            }
        }
        return chosen;
    }

    /** In each mode one draw from each of {@link #MOST} equal parts of its distribution; the parts are joined at random. */
    private static int[][] sample(double[][] shares) {
        int[][] chosen = new int[MOST][shares.length];
        for (int k = 0; k < shares.length; k++) {
            long state = Streams.with(Streams.state(SEED, Purpose.AVERAGED_ROWS), k);
            Cumulative rows = new Cumulative(shares[k]);
            int[] parts = shuffled(state);
            for (int c = 0; c < MOST; c++) {
                double within = Streams.uniform(Streams.with(state, MOST + c));
                chosen[c][k] = rows.at((parts[c] + within) / MOST);
            }
        }
        return chosen;
    }

    private static int[] shuffled(long state) {
        int[] parts = new int[MOST];
        for (int c = 0; c < MOST; c++) {
            int other = Streams.below(Streams.with(state, c), c + 1);
            parts[c] = parts[other];
            parts[other] = c;
        }
        return parts;
    }

    int count() {
        return shares.length;
    }

    double combinations() {
        return combinations;
    }

    double product(int combination, int component) {
        return products.at(combination, component);
    }

    /**
     * sum_j w_j g(sum_r query(r) b_j(r)) with the loss's inverse link g.
     *
     * @param query lambda times the given rows; not modified
     */
    double mean(double[] query, Loss loss) {
        double mean = 0;
        for (int c = 0; c < shares.length; c++) {
            double m = 0;
            for (int r = 0; r < query.length; r++) {
                m += query[r] * products.at(c, r);
            }
            mean += shares[c] * loss.mean(m);
        }
        return mean;
    }

    /** sum_j w_j values(j), in four sums. */
    double weighted(double[] values) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 4 <= shares.length; j += 4) {
            a += shares[j] * values[j];
            b += shares[j + 1] * values[j + 1];
            c += shares[j + 2] * values[j + 2];
            d += shares[j + 3] * values[j + 3];
        }
        for (; j < shares.length; j++) {
            a += shares[j] * values[j];
        }
        return (a + b) + (c + d);
    }
}
