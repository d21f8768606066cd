package org.polyad.oracle;

import java.util.Arrays;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * The textbook, over a dense array: plain loops over every cell, one formula a method, nothing shared with the code under test. A
 * cell with weight NaN is not in Omega.
 */
public final class Dense {
    private final int[] sizes;
    private final double[] x;
    private final double[] w;

    private Dense(int[] sizes, double[] x, double[] w) {
        this.sizes = sizes;
        this.x = x;
        this.w = w;
    }

    /** Cells that are not listed are zeros of weight 1, or not in Omega. */
    public static Dense of(SparseTensor tensor, boolean unlistedZeros) {
        int cells = (int) tensor.shape().cells();
        double[] x = new double[cells];
        double[] w = new double[cells];
        Arrays.fill(w, unlistedZeros ? 1 : Double.NaN);
        Dense dense = new Dense(tensor.shape().sizes(), x, w);
        for (int p = 0; p < tensor.entries(); p++) {
            int cell = dense.cell(tensor.subscript(p));
            x[cell] = tensor.values()[p];
            w[cell] = tensor.weight(p);
        }
        return dense;
    }

    /** The same without some cells. */
    public Dense without(SparseTensor excluded) {
        double[] less = w.clone();
        for (int p = 0; p < excluded.entries(); p++) {
            less[cell(excluded.subscript(p))] = Double.NaN;
        }
        return new Dense(sizes, x, less);
    }

    public Shape shape() {
        return Shape.of(sizes);
    }

    public int cells() {
        return x.length;
    }

    public boolean counts(int cell) {
        return !Double.isNaN(w[cell]);
    }

    public double x(int cell) {
        return x[cell];
    }

    public double w(int cell) {
        return w[cell];
    }

    public int[] subscript(int cell) {
        int[] subscript = new int[sizes.length];
        int rest = cell;
        for (int n = sizes.length - 1; n >= 0; n--) {
            subscript[n] = rest % sizes[n];
            rest /= sizes[n];
        }
        return subscript;
    }

    private int cell(int[] subscript) {
        int cell = 0;
        for (int n = 0; n < sizes.length; n++) {
            cell = cell * sizes[n] + subscript[n];
        }
        return cell;
    }

    /** sum_r prod_n A_n(i_n, r). */
    public double m(FactorMatrix[] factors, int cell) {
        double sum = 0;
        for (double each : khatriRao(factors, -1, cell)) {
            sum += each;
        }
        return sum;
    }

    /** prod_{n != mode} A_n(i_n, :). */
    public double[] khatriRao(FactorMatrix[] factors, int mode, int cell) {
        int[] i = subscript(cell);
        double[] product = new double[factors[0].columns()];
        Arrays.fill(product, 1);
        for (int n = 0; n < factors.length; n++) {
            for (int r = 0; n != mode && r < product.length; r++) {
                product[r] *= factors[n].at(i[n], r);
            }
        }
        return product;
    }

    /** sum over Omega of w f(x, m). */
    public double objective(Loss loss, FactorMatrix[] factors) {
        double sum = 0;
        for (int cell = 0; cell < x.length; cell++) {
            if (counts(cell)) {
                sum += w[cell] * loss.value(x[cell], m(factors, cell));
            }
        }
        return sum;
    }

    /** d objective / d A_mode(row, :). */
    public double[] gradient(Loss loss, FactorMatrix[] factors, int mode, int row) {
        double[] gradient = new double[factors[0].columns()];
        for (int cell = 0; cell < x.length; cell++) {
            if (counts(cell) && subscript(cell)[mode] == row) {
                double y = w[cell] * loss.derivative(x[cell], m(factors, cell));
                double[] k = khatriRao(factors, mode, cell);
                for (int r = 0; r < k.length; r++) {
                    gradient[r] += y * k[r];
                }
            }
        }
        return gradient;
    }

    /** sum of w h(x, m) k k' over the row's cells, h the loss's curvature. */
    public double[][] hessian(Loss loss, FactorMatrix[] factors, int mode, int row) {
        int rank = factors[0].columns();
        double[][] hessian = new double[rank][rank];
        for (int cell = 0; cell < x.length; cell++) {
            if (counts(cell) && subscript(cell)[mode] == row) {
                double z = w[cell] * loss.curvature(x[cell], m(factors, cell));
                double[] k = khatriRao(factors, mode, cell);
                for (int r = 0; r < rank; r++) {
                    for (int s = 0; s < rank; s++) {
                        hessian[r][s] += z * k[r] * k[s];
                    }
                }
            }
        }
        return hessian;
    }

    /** sum_n reg_n sum_j c_j ||A_n(j, :)||^2. @param counts c by mode and row */
    public static double penalty(FactorMatrix[] factors, double[] regularization, double[][] counts) {
        double sum = 0;
        for (int n = 0; n < factors.length; n++) {
            for (int j = 0; j < factors[n].rows(); j++) {
                for (int r = 0; r < factors[n].columns(); r++) {
                    sum += regularization[n] * counts[n][j] * factors[n].at(j, r) * factors[n].at(j, r);
                }
            }
        }
        return sum;
    }
}
