package org.polyad.solver;

/**
 * Solves A x = b for a small symmetric positive definite A by A = U'U. LAPACK's own costs several times the arithmetic at the ranks of
 * row systems, of which a sweep has one for every row.
 *
 * <p>Source: Golub and Van Loan, Matrix Computations, 4.2 (outer product form).
 */
final class Cholesky {
    private Cholesky() {}

    /**
     * Allocates nothing; O(n^3 / 3).
     *
     * @param a n x n, row-major, upper triangle (input; output: undefined)
     * @param b n numbers: the right side (input), x (output)
     * @return false where A is not positive definite; b is then undefined
     */
    static boolean solve(double[] a, int n, double[] b) {
        for (int k = 0; k < n; k++) {
            int row = k * n;
            double pivot = a[row + k];
            if (!(pivot > 0)) {
                return false;
            }
            double scale = 1 / Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                a[row + j] *= scale;
            }
            b[k] *= scale;
            for (int i = k + 1; i < n; i++) {
                subtract(a, row, a[row + i], i, n);
                b[i] -= a[row + i] * b[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            double sum = b[k];
            for (int j = k + 1; j < n; j++) {
                sum -= a[k * n + j] * b[j];
            }
            b[k] = sum / a[k * n + k];
        }
        return true;
    }

    /** Takes {@code factor} times the row at {@code from} off row i, right of the diagonal. */
    private static void subtract(double[] a, int from, double factor, int i, int n) {
        int to = i * n;
        for (int j = i; j < n; j++) {
            a[to + j] -= factor * a[from + j];
        }
    }
}
