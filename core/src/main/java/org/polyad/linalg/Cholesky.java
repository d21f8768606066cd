package org.polyad.linalg;

/**
 * Solves A x = b for a small symmetric positive definite A by A = U'U. LAPACK's own costs several times the arithmetic at the ranks of
 * row systems, of which a sweep has one for every row.
 *
 * <p>Source: Golub and Van Loan, Matrix Computations, 4.2 (outer product form).
 */
final class Cholesky {
    private Cholesky() {}

    /**
     * Factors A; allocates nothing; O(n^3 / 3).
     *
     * @param a n x n, row-major, upper triangle (input); U with the reciprocals of its diagonal (output; below it undefined)
     * @return false where A is not positive definite; a is then undefined
     */
    static boolean factor(double[] a, int n) {
        for (int k = 0; k < n; k++) {
            int row = k * n;
            double pivot = a[row + k];
            if (!(pivot > 0)) {
                return false;
            }
            double scale = 1 / Math.sqrt(pivot);
            a[row + k] = scale;
            for (int j = k + 1; j < n; j++) {
                a[row + j] *= scale;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(a[row + i], a, row, a, i * n, i, n);
            }
        }
        return true;
    }

    /**
     * O(n^2).
     *
     * @param u what {@link #factor} made of A (input)
     * @param b n numbers: the right side (input), x (output)
     */
    static void solve(double[] u, int n, double[] b) {
        for (int k = 0; k < n; k++) {
            b[k] *= u[k * n + k];
            subtract(b[k], u, k * n, b, 0, k + 1, n);
        }
        for (int k = n - 1; k >= 0; k--) {
            double sum = b[k];
            for (int j = k + 1; j < n; j++) {
                sum -= u[k * n + j] * b[j];
            }
            b[k] = sum * u[k * n + k];
        }
    }

    /** Takes {@code factor} times the numbers begin to end - 1 behind {@code at} off those behind {@code to}. */
    private static void subtract(double factor, double[] from, int at, double[] off, int to, int begin, int end) {
        for (int j = begin; j < end; j++) {
            off[to + j] -= factor * from[at + j];
        }
    }
}
