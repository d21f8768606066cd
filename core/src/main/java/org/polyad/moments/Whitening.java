package org.polyad.moments;

import org.polyad.InvalidInputException;

/**
 * The k leading directions of a symmetric matrix M2 = Y s Y' + rest, as W = Y s^-1/2, in whose coordinates W'M2 W = I, and B = Y s^1/2,
 * which leads back: B W' is the projection on the directions.
 *
 * @param w n x k, row-major
 * @param b n x k, row-major
 * @param eigenvalues all n of M2, the largest first
 */
record Whitening(double[] w, double[] b, double[] eigenvalues) {
    /**
     * @param m2 n x n
     * @param kind what the k components are called, for the message: topics, components
     * @throws InvalidInputException when fewer than k eigenvalues are positive
     */
    static Whitening of(double[] m2, int n, int k, String kind) {
        Matrices.Eigen eigen = Matrices.Eigen.of(m2, n);
        double[] s = eigen.values();
        for (int c = 0; c < k; c++) {
            if (!(s[c] > 1e-14 * s[0])) {
                throw new InvalidInputException(String.format(
                        java.util.Locale.ROOT,
                        "%s %d to %d cannot be told apart in the second moments (eigenvalue %d is %.2g of %.2g): ask for %d or fewer",
                        kind,
                        c + 1,
                        k,
                        c + 1,
                        s[c],
                        s[0],
                        Math.max(1, c)));
            }
        }
        double[] w = new double[n * k];
        double[] b = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                double root = Math.sqrt(s[c]);
                w[i * k + c] = eigen.vectors()[c * n + i] / root;
                b[i * k + c] = eigen.vectors()[c * n + i] * root;
            }
        }
        return new Whitening(w, b, s);
    }

    /** B v. @param v k numbers */
    double[] unwhitened(double[] v) {
        return Matrices.times(b, v, b.length / v.length, v.length, 1);
    }
}
