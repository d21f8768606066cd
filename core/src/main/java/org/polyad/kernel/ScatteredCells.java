package org.polyad.kernel;

import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;

/**
 * Values and gradients over cells in any order, as samplers draw them, for factor rows at any places of one array a mode. With
 * weights w_p and for the first {@code nonzeros} cells a correction c,
 *
 * <pre>
 * value       = sum_p w_p f(x_p, m_p) - c sum_{p &lt; nonzeros} f(0, m_p)
 * G_n(i_n, :) += y_p prod_{k != n} A_k(i_k, :),   y_p = w_p g(x_p, m_p) - c g(0, m_p), for one mode n
 * </pre>
 *
 * O(n R d) for n cells; allocates nothing after the constructor. One a thread. Source: Kolda and Hong (2020), section 3.
 */
public final class ScatteredCells {
    private static final int CHUNK = 256;

    private final int order;
    private final int stride;
    private final Loss loss;
    private final double[] zeros = new double[CHUNK];
    private final double[] x = new double[CHUNK];
    private final double[] m = new double[CHUNK];
    private final double[] f = new double[CHUNK];
    private final double[] g = new double[CHUNK];
    private final double[] f0 = new double[CHUNK];
    private final double[] g0 = new double[CHUNK];
    /** By cell of a chunk, the product of the rows of all modes but one: the Khatri-Rao row. */
    private final double[] products;

    public ScatteredCells(int order, int rank, Loss loss) {
        this.order = order;
        this.stride = FactorMatrix.stride(rank);
        this.loss = loss;
        this.products = new double[CHUNK * stride];
    }

    /** Cells by the places of their rows. Arrays may be longer than {@code size}. */
    public record Batch(int[][] rows, double[] x, double[] weights, int size, int nonzeros, double correction) {}

    /** @param factors by mode, {@code stride} numbers a row (input) */
    public double value(Batch cells, double[][] factors) {
        double sum = 0;
        for (int from = 0; from < cells.size(); from += CHUNK) {
            int n = Math.min(CHUNK, cells.size() - from);
            load(cells, factors, 0, from, n);
            loss.evaluate(n, x, m, f, null, null);
            int corrected = corrected(cells, from, n);
            if (corrected > 0) {
                loss.evaluate(corrected, zeros, m, f0, null, null);
            }
            for (int p = 0; p < n; p++) {
                sum += cells.weights()[from + p] * f[p] - (p < corrected ? cells.correction() * f0[p] : 0);
            }
        }
        return sum;
    }

    /**
     * The gradient of one mode's rows.
     *
     * @param factors by mode, {@code stride} numbers a row (input)
     * @param gradient of the mode's rows, of the same form (output, accumulated)
     */
    public void addGradient(Batch cells, double[][] factors, int mode, double[] gradient) {
        for (int from = 0; from < cells.size(); from += CHUNK) {
            int n = Math.min(CHUNK, cells.size() - from);
            load(cells, factors, mode, from, n);
            loss.evaluate(n, x, m, null, g, null);
            int corrected = corrected(cells, from, n);
            if (corrected > 0) {
                loss.evaluate(corrected, zeros, m, null, g0, null);
            }
            for (int p = 0; p < n; p++) {
                double y = cells.weights()[from + p] * g[p] - (p < corrected ? cells.correction() * g0[p] : 0);
                addProduct(y, p * stride, gradient, cells.rows()[mode][from + p] * stride);
            }
        }
    }

    private void addProduct(double y, int from, double[] gradient, int to) {
        for (int r = 0; r < stride; r++) {
            gradient[to + r] += y * products[from + r];
        }
    }

    private static int corrected(Batch cells, int from, int n) {
        return cells.correction() == 0 ? 0 : Math.max(0, Math.min(n, cells.nonzeros() - from));
    }

    /** The chunk's x, m and products of the rows of all modes but one. */
    private void load(Batch cells, double[][] factors, int mode, int from, int n) {
        System.arraycopy(cells.x(), from, x, 0, n);
        int one = mode == 0 ? 1 : 0;
        for (int p = 0; p < n; p++) {
            int at = p * stride;
            System.arraycopy(factors[one], cells.rows()[one][from + p] * stride, products, at, stride);
            for (int k = one + 1; k < order; k++) {
                if (k != mode) {
                    multiply(at, factors[k], cells.rows()[k][from + p] * stride);
                }
            }
            m[p] = dot(at, factors[mode], cells.rows()[mode][from + p] * stride);
        }
    }

    private void multiply(int at, double[] a, int row) {
        for (int r = 0; r < stride; r++) {
            products[at + r] *= a[row + r];
        }
    }

    /** In four independent sums; rows begin every four numbers and are padded with zeros. */
    private double dot(int at, double[] a, int row) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int r = 0; r < stride; r += 4) {
            sum0 += products[at + r] * a[row + r];
            sum1 += products[at + r + 1] * a[row + r + 1];
            sum2 += products[at + r + 2] * a[row + r + 2];
            sum3 += products[at + r + 3] * a[row + r + 3];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
