package org.polyad.kernel;

import java.util.Arrays;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;

/**
 * Values and gradients over cells in any order, as samplers draw them, for factor rows that lie anywhere in one array a mode. With
 * weights w_p and for the first {@code nonzeros} cells a correction c,
 *
 * <pre>
 * value       = sum_p w_p f(x_p, m_p) - c sum_{p &lt; nonzeros} f(0, m_p)
 * G_n(i_n, :) += y_p prod_{k != n} A_k(i_k, :),   y_p = w_p g(x_p, m_p) - c g(0, m_p)
 * </pre>
 *
 * O(n R d) for n cells; allocates nothing but at the start. One a thread. Source: Kolda and Hong (2020), section 3.
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
    /** left[k]: the product of the rows of modes 0..k-1; right[k]: y times that of modes k+1..d-1. */
    private final double[] left;

    private final double[] right;

    public ScatteredCells(int order, int rank, Loss loss) {
        this.order = order;
        this.stride = FactorMatrix.stride(rank);
        this.loss = loss;
        this.left = new double[(order + 1) * stride];
        this.right = new double[stride];
    }

    /** Cells by the places of their rows. Arrays may be longer than {@code size}. */
    public record Batch(int[][] rows, double[] x, double[] weights, int size, int nonzeros, double correction) {}

    /** @param factors by mode, {@code stride} numbers a row (input) */
    public double value(Batch cells, double[][] factors) {
        double sum = 0;
        for (int from = 0; from < cells.size(); from += CHUNK) {
            int n = Math.min(CHUNK, cells.size() - from);
            load(cells, factors, from, n);
            loss.values(n, x, m, f);
            int corrected = corrected(cells, from, n);
            if (corrected > 0) {
                loss.values(corrected, zeros, m, f0);
            }
            for (int p = 0; p < n; p++) {
                sum += cells.weights()[from + p] * f[p] - (p < corrected ? cells.correction() * f0[p] : 0);
            }
        }
        return sum;
    }

    /**
     * @param factors by mode, {@code stride} numbers a row (input)
     * @param gradients of the same form (output, accumulated)
     */
    public void addGradient(Batch cells, double[][] factors, double[][] gradients) {
        for (int from = 0; from < cells.size(); from += CHUNK) {
            int n = Math.min(CHUNK, cells.size() - from);
            load(cells, factors, from, n);
            loss.gradients(n, x, m, f, g);
            int corrected = corrected(cells, from, n);
            if (corrected > 0) {
                loss.gradients(corrected, zeros, m, f0, g0);
            }
            for (int p = 0; p < n; p++) {
                double y = cells.weights()[from + p] * g[p] - (p < corrected ? cells.correction() * g0[p] : 0);
                if (order == 3) {
                    scatterThree(cells.rows(), from + p, y, factors, gradients);
                } else {
                    scatter(cells.rows(), from + p, y, factors, gradients);
                }
            }
        }
    }

    private static int corrected(Batch cells, int from, int n) {
        return cells.correction() == 0 ? 0 : Math.max(0, Math.min(n, cells.nonzeros() - from));
    }

    private void load(Batch cells, double[][] factors, int from, int n) {
        System.arraycopy(cells.x(), from, x, 0, n);
        for (int p = 0; p < n; p++) {
            m[p] = order == 3 ? modelThree(cells.rows(), from + p, factors) : model(cells.rows(), from + p, factors);
        }
    }

    private double modelThree(int[][] rows, int p, double[][] factors) {
        double[] a = factors[0];
        double[] b = factors[1];
        double[] c = factors[2];
        int i = rows[0][p] * stride;
        int j = rows[1][p] * stride;
        int k = rows[2][p] * stride;
        double sum = 0;
        for (int r = 0; r < stride; r++) {
            sum += a[i + r] * b[j + r] * c[k + r];
        }
        return sum;
    }

    private void scatterThree(int[][] rows, int p, double y, double[][] factors, double[][] gradients) {
        int i = rows[0][p] * stride;
        int j = rows[1][p] * stride;
        int k = rows[2][p] * stride;
        addProduct(y, factors[1], j, factors[2], k, gradients[0], i);
        addProduct(y, factors[0], i, factors[2], k, gradients[1], j);
        addProduct(y, factors[0], i, factors[1], j, gradients[2], k);
    }

    private void addProduct(double y, double[] a, int i, double[] b, int j, double[] to, int k) {
        for (int r = 0; r < stride; r++) {
            to[k + r] += y * a[i + r] * b[j + r];
        }
    }

    private double model(int[][] rows, int p, double[][] factors) {
        Arrays.fill(left, 0, stride, 1);
        for (int n = 0; n < order; n++) {
            times(factors[n], rows[n][p] * stride, n * stride, (n + 1) * stride);
        }
        double sum = 0;
        for (int r = 0; r < stride; r++) {
            sum += left[order * stride + r];
        }
        return sum;
    }

    private void times(double[] a, int i, int from, int to) {
        for (int r = 0; r < stride; r++) {
            left[to + r] = left[from + r] * a[i + r];
        }
    }

    private void scatter(int[][] rows, int p, double y, double[][] factors, double[][] gradients) {
        model(rows, p, factors);
        Arrays.fill(right, y);
        for (int n = order - 1; n >= 0; n--) {
            int row = rows[n][p] * stride;
            addProduct(1, left, n * stride, right, 0, gradients[n], row);
            double[] a = factors[n];
            for (int r = 0; r < stride; r++) {
                right[r] *= a[row + r];
            }
        }
    }
}
