package org.polyad.solver;

import org.netlib.lapack.Dpotrf;
import org.netlib.lapack.Dpotrs;
import org.netlib.util.intW;

/**
 * The limited-memory BFGS approximation of a Hessian in its compact form, for k pairs with s'y = 1,
 *
 * <pre>B = theta I - W M W',   W = [Y, theta S],   M = [-I, L'; L, theta S'S]^-1</pre>
 *
 * where L is the part of S'Y below its diagonal. Without pairs it is theta I. M is applied by a Cholesky factorisation of
 * theta S'S + L L'.
 *
 * <p>Source: Byrd, Nocedal and Schnabel, Representations of Quasi-Newton Matrices, Math. Programming 63, 1994, equation 3.2 and theorem
 * 2.4.
 */
final class CompactHessian {
    private final CorrectionPairs pairs;
    private final double theta;
    private final int k;
    private final double[] factor;
    private final boolean definite;

    private CompactHessian(CorrectionPairs pairs, double theta) {
        this.pairs = pairs;
        this.theta = theta;
        this.k = pairs.size();
        this.factor = new double[k * k];
        this.definite = factor();
    }

    /** @param scale theta where there are no pairs */
    static CompactHessian of(CorrectionPairs pairs, double scale) {
        return new CompactHessian(pairs, pairs.size() == 0 ? scale : pairs.scale());
    }

    private boolean factor() {
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = theta * pairs.ss(i, j);
                for (int c = 0; c < j; c++) {
                    sum += pairs.sy(i, c) * pairs.sy(j, c);
                }
                factor[j * k + i] = sum;
            }
        }
        intW info = new intW(0);
        if (k > 0) {
            Dpotrf.dpotrf("L", k, factor, 0, k, info);
        }
        return info.val == 0;
    }

    /** Whether rounding has left B positive definite. */
    boolean definite() {
        return definite;
    }

    double theta() {
        return theta;
    }

    CorrectionPairs pairs() {
        return pairs;
    }

    /** Columns of W. */
    int width() {
        return 2 * k;
    }

    /** Row i of W. @param w {@link #width} numbers (output) */
    void row(int i, double[] w) {
        for (int j = 0; j < k; j++) {
            w[j] = pairs.change(j)[i];
            w[k + j] = theta * pairs.step(j)[i];
        }
    }

    /** W'v. */
    double[] transposed(double[] v) {
        double[] product = new double[2 * k];
        for (int j = 0; j < k; j++) {
            product[j] = CorrectionPairs.dot(pairs.change(j), v);
            product[k + j] = theta * CorrectionPairs.dot(pairs.step(j), v);
        }
        return product;
    }

    /** v += W c. */
    void add(double[] c, double[] v) {
        for (int j = 0; j < k; j++) {
            double[] y = pairs.change(j);
            double[] s = pairs.step(j);
            double scaled = theta * c[k + j];
            for (int i = 0; i < v.length; i++) {
                v[i] += c[j] * y[i] + scaled * s[i];
            }
        }
    }

    /** M v, a new array: of [-a + L'b; L a + theta S'S b] = v the unknown [a; b]. */
    double[] middle(double[] v) {
        double[] result = new double[2 * k];
        double[] b = new double[k];
        for (int i = 0; i < k; i++) {
            b[i] = v[k + i];
            for (int j = 0; j < i; j++) {
                b[i] += pairs.sy(i, j) * v[j];
            }
        }
        if (k > 0) {
            Dpotrs.dpotrs("L", k, 1, factor, 0, k, b, 0, k, new intW(0));
        }
        for (int j = 0; j < k; j++) {
            result[j] = -v[j];
            for (int i = j + 1; i < k; i++) {
                result[j] += pairs.sy(i, j) * b[i];
            }
            result[k + j] = b[j];
        }
        return result;
    }
}
