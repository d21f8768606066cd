package org.polyad.sampling;

/** A discrete distribution, drawn from by its cumulative sums: O(log n) a draw. */
public final class Cumulative {
    private final double[] sums;

    /** @param weights 0 or more, not all 0; not modified */
    public Cumulative(double[] weights) {
        sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
    }

    double total() {
        return sums[sums.length - 1];
    }

    /** The index whose share of [0, 1) holds u. */
    public int at(double u) {
        double target = u * total();
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
