package org.polyad.linalg;

/** Small symmetric matrices, row-major, stored in the upper triangle. */
public final class Symmetric {
    private Symmetric() {}

    /**
     * to += H v; O(n^2).
     *
     * @param h n x n, its rows {@code stride} apart (input)
     * @param to n numbers (output, accumulated)
     */
    public static void addProduct(double[] h, int stride, int n, double[] v, double[] to) {
        for (int r = 0; r < n; r++) {
            int row = r * stride;
            double sum = h[row + r] * v[r];
            for (int c = r + 1; c < n; c++) {
                sum += h[row + c] * v[c];
            }
            to[r] += sum;
            // what is below the diagonal is above it as well
            for (int c = r + 1; c < n; c++) {
                to[c] += h[row + c] * v[r];
            }
        }
    }
}
