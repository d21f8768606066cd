package org.polyad.metrics;

import org.polyad.parallel.Threads;

/**
 * The area under the ROC curve, from the m of weighted ones and zeros:
 *
 * <pre>AUC = sum_{p one, q zero} w_p w_q ([m_p &gt; m_q] + [m_p = m_q] / 2) / (sum w_p sum w_q)</pre>
 *
 * <p>O(n log n). Millions of zeros of equal weight can be added without an array of weights.
 */
public final class RocCurve {
    private final double[] ones;
    private final double[] oneWeights;
    private double area;
    private double oneWeight;
    private double zeroWeight;
    private boolean unordered;

    /**
     * The curve of some cells.
     *
     * @param x 1, or 0 (input)
     * @param m of each cell (input)
     * @param weights null: all 1 (input)
     */
    public RocCurve(double[] x, double[] m, double[] weights) {
        int count = 0;
        for (double each : x) {
            count += each == 1 ? 1 : 0;
        }
        ones = new double[count];
        oneWeights = new double[count];
        int[] order = SortOrder.ascending(m);
        unordered = m.length > 0 && Double.isNaN(m[order[m.length - 1]]);
        int one = 0;
        for (int from = 0, to; from < order.length; from = to) {
            double onesHere = 0;
            double zerosHere = 0;
            // NaN equals nothing, itself included
            for (to = from; to == from || to < order.length && m[order[to]] == m[order[from]]; to++) {
                int p = order[to];
                double w = weights == null ? 1 : weights[p];
                if (x[p] == 1) {
                    ones[one] = m[p];
                    oneWeights[one++] = w;
                    onesHere += w;
                } else {
                    zerosHere += w;
                }
            }
            area += onesHere * (zeroWeight + zerosHere / 2);
            oneWeight += onesHere;
            zeroWeight += zerosHere;
        }
    }

    /** Adds zeros of one weight. @param zeros m of each (input; sorted in place) */
    public void addZeros(double[] zeros, double weight) {
        Threads.current().sort(zeros);
        unordered |= zeros.length > 0 && Double.isNaN(zeros[zeros.length - 1]);
        int below = 0;
        int notAbove = 0;
        for (int p = 0; p < ones.length; p++) {
            while (below < zeros.length && zeros[below] < ones[p]) {
                below++;
            }
            while (notAbove < zeros.length && zeros[notAbove] <= ones[p]) {
                notAbove++;
            }
            area += oneWeights[p] * weight * ((double) below + notAbove) / 2;
        }
        zeroWeight += weight * zeros.length;
    }

    /** NaN without ones or without zeros, or where an m is NaN. */
    public double area() {
        return unordered ? Double.NaN : area / (oneWeight * zeroWeight);
    }
}
