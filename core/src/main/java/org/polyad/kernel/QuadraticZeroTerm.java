package org.polyad.kernel;

/**
 * A zero term that stores u and Gamma, of a row of q numbers:
 *
 * <pre>sum = constant + u . a + a' Gamma a</pre>
 *
 * <p>For CP, f(0, m) = c0 + c1 m + c2 m^2 and the rows of mode n: constant = c0 N with N = prod_{k != n} I_k, u = c1 times the elementwise
 * product of the other modes' column sums, Gamma = c2 times that of their Grams.
 */
public final class QuadraticZeroTerm implements ZeroTerm {
    private static final long serialVersionUID = 1L;

    private final double constant;
    private final double[] linear;
    private final double[] quadratic;

    /**
     * Keeps the arrays, without a copy.
     *
     * @param linear u, {@code stride} numbers; null: 0
     * @param quadratic Gamma, {@code stride x stride}, symmetric, row-major; null: 0
     */
    public QuadraticZeroTerm(double constant, double[] linear, double[] quadratic) {
        this.constant = constant;
        this.linear = linear;
        this.quadratic = quadratic;
    }

    @Override
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

    @Override
    public void addGradient(double[] a, double[] gradient) {
        for (int r = 0; linear != null && r < a.length; r++) {
            gradient[r] += linear[r];
        }
        // by rows of a symmetric matrix, whose sums are independent
        for (int r = 0; quadratic != null && r < a.length; r++) {
            addScaled(2 * a[r], quadratic, r * a.length, gradient);
        }
    }

    @Override
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
