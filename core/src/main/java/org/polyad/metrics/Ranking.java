package org.polyad.metrics;

import java.util.Arrays;
import org.polyad.parallel.Threads;

/**
 * The area under the ROC curve, from the m of weighted ones and zeros:
 *
 * <pre>AUC = sum_{p one, q zero} w_p w_q ([m_p &gt; m_q] + [m_p = m_q] / 2) / (sum w_p sum w_q)</pre>
 *
 * <p>Zeros come in groups, so that millions of equal weight need no array of weights; O(n log n).
 */
final class Ranking {
    private final double[] ones;
    private final double[] weights;
    private double area;
    private double zeroWeight;

    /** @param weights null: all 1; neither is modified */
    Ranking(double[] ones, double[] weights) {
        this.ones = ones;
        this.weights = weights;
    }

    /** Adds zeros of one weight; {@code zeros} is sorted in place. */
    void addZeros(double[] zeros, double weight) {
        Threads.current().sort(zeros);
        for (int p = 0; p < ones.length; p++) {
            double below = first(zeros, ones[p], false);
            double notAbove = first(zeros, ones[p], true);
            area += (weights == null ? 1 : weights[p]) * weight * (below + notAbove) / 2;
        }
        zeroWeight += weight * zeros.length;
    }

    /** Adds zeros with a weight each; not modified. */
    void addZeros(double[] zeros, double[] each) {
        Integer[] order = new Integer[zeros.length];
        Arrays.setAll(order, q -> q);
        Arrays.sort(order, (a, b) -> Double.compare(zeros[a], zeros[b]));
        double[] sorted = new double[zeros.length];
        double[] sums = new double[zeros.length + 1];
        for (int q = 0; q < sorted.length; q++) {
            sorted[q] = zeros[order[q]];
            sums[q + 1] = sums[q] + each[order[q]];
        }
        for (int p = 0; p < ones.length; p++) {
            double below = sums[first(sorted, ones[p], false)];
            double notAbove = sums[first(sorted, ones[p], true)];
            area += (weights == null ? 1 : weights[p]) * (below + notAbove) / 2;
        }
        zeroWeight += sums[sorted.length];
    }

    /** NaN without ones or without zeros. */
    double area() {
        double oneWeight = ones.length;
        if (weights != null) {
            oneWeight = 0;
            for (double w : weights) {
                oneWeight += w;
            }
        }
        return area / (oneWeight * zeroWeight);
    }

    /** How many of the sorted numbers are below x, or not above it. */
    private static int first(double[] sorted, double x, boolean past) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x || past && sorted[middle] == x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
