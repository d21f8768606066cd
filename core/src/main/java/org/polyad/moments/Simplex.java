package org.polyad.moments;

import java.util.Arrays;

/** Source: Duchi, Shalev-Shwartz, Singer and Chandra, Efficient Projections onto the l1-Ball, ICML 2008, figure 1. */
final class Simplex {
    private Simplex() {}

    /** Moves x to the nearest point with x &gt;= 0 and sum 1. */
    static void project(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double shift = 0;
        for (int j = 1; j <= sorted.length; j++) {
            double value = sorted[sorted.length - j];
            sum += value;
            double candidate = (sum - 1) / j;
            if (value > candidate) {
                shift = candidate;
            }
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i] - shift);
        }
    }
}
