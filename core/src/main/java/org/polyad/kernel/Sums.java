package org.polyad.kernel;

/** Sums in a fixed order, as four independent ones, which a processor adds at the same time. */
final class Sums {
    private Sums() {}

    /** The sum of the first n. */
    static double of(double[] x, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int p = 0;
        for (; p + 4 <= n; p += 4) {
            s0 += x[p];
            s1 += x[p + 1];
            s2 += x[p + 2];
            s3 += x[p + 3];
        }
        for (; p < n; p++) {
            s0 += x[p];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The sum of the squares of those from {@code from} to {@code to - 1}. */
    static double ofSquares(double[] x, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int p = from;
        for (; p + 4 <= to; p += 4) {
            s0 += x[p] * x[p];
            s1 += x[p + 1] * x[p + 1];
            s2 += x[p + 2] * x[p + 2];
            s3 += x[p + 3] * x[p + 3];
        }
        for (; p < to; p++) {
            s0 += x[p] * x[p];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
