package org.polyad.kernel;

import java.io.Serializable;
import org.polyad.loss.ZeroPart;
import org.polyad.tensor.FactorMatrix;

/**
 * The closed form of the sum of f(0, m) over all cells of a row of mode n, where f(0, m) = c0 + c1 m + c2 m^2: with Gamma the
 * elementwise product of the other modes' Grams and u of their column sums,
 *
 * <pre>sum = c0 N + c1 u . a + c2 a' Gamma a,   N = prod_{k != n} I_k</pre>
 */
public final class ZeroTerm implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double constant;
    private final double[] linear;
    private final double[] quadratic;

    private ZeroTerm(double constant, double[] linear, double[] quadratic) {
        this.constant = constant;
        this.linear = linear;
        this.quadratic = quadratic;
    }

    /**
     * The term for the rows of {@code mode}.
     *
     * @param grams each mode's A'A (input); may be null where c2 is 0
     * @param sums each mode's column sums (input); may be null where c1 is 0
     * @param mode -1: treat all modes alike, for the sum over all rows at a row of ones
     */
    public static ZeroTerm of(ZeroPart part, FactorMatrix[] factors, double[][] grams, double[][] sums, int mode) {
        double cells = 1;
        for (int n = 0; n < factors.length; n++) {
            cells *= n == mode ? 1 : factors[n].rows();
        }
        return new ZeroTerm(
                part.constant() * cells,
                part.linear() == 0 ? null : scaled(Gram.hadamard(sums, mode), part.linear()),
                part.quadratic() == 0 ? null : scaled(Gram.hadamard(grams, mode), part.quadratic()));
    }

    private static double[] scaled(double[] of, double by) {
        for (int k = 0; k < of.length; k++) {
            of[k] *= by;
        }
        return of;
    }

    /** c2 Gamma, or null where c2 is 0. */
    public double[] quadratic() {
        return quadratic;
    }

    /** The sum at row {@code a}. */
    public double valueAt(double[] a) {
        double sum = constant;
        for (int r = 0; linear != null && r < a.length; r++) {
            sum += linear[r] * a[r];
        }
        for (int r = 0; quadratic != null && r < a.length; r++) {
            sum += a[r] * dot(quadratic, r * a.length, a);
        }
        return sum;
    }

    /** gradient += the sum's gradient at {@code a}. @param gradient (output, accumulated) */
    public void addGradient(double[] a, double[] gradient) {
        for (int r = 0; linear != null && r < a.length; r++) {
            gradient[r] += linear[r];
        }
        // by rows of a symmetric matrix: sums of numbers side by side do not wait for each other
        for (int r = 0; quadratic != null && r < a.length; r++) {
            addScaled(2 * a[r], quadratic, r * a.length, gradient);
        }
    }

    /** hessian += 2 c2 Gamma. @param hessian row-major (output, accumulated) */
    public void addHessian(double[] hessian) {
        for (int k = 0; quadratic != null && k < hessian.length; k++) {
            hessian[k] += 2 * quadratic[k];
        }
    }

    private static void addScaled(double factor, double[] matrix, int at, double[] to) {
        for (int c = 0; c < to.length; c++) {
            to[c] += factor * matrix[at + c];
        }
    }

    private static double dot(double[] matrix, int at, double[] a) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            sum += matrix[at + c] * a[c];
        }
        return sum;
    }
}
