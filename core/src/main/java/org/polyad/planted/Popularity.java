package org.polyad.planted;

import org.polyad.random.DrawStream;

/**
 * How popular the rows of a mode are: Zipf's law, weight 1 / (k + 3)^skew for the k-th most popular row (k = 0, 1, ...), over a
 * random order of the rows. The 3 keeps the first row from taking everything.
 */
final class Popularity {
    private static final double SHIFT = 3;
    private static final long ORDER = 11;

    private Popularity() {}

    /** Weights that sum to 1, one a row. @param order the rows, the most popular first */
    static double[] weights(int rows, double skew, int[] order) {
        double[] weights = new double[rows];
        double sum = 0;
        for (int k = 0; k < rows; k++) {
            weights[order[k]] = StrictMath.pow(k + SHIFT, -skew);
            sum += weights[order[k]];
        }
        for (int i = 0; i < rows; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** A random order of 0 .. rows - 1, by (mode, key): Fisher and Yates. */
    static int[] order(int rows, int mode, long key, DrawStream random) {
        random.restart(ORDER + 100L * mode, key);
        int[] order = new int[rows];
        for (int k = 0; k < rows; k++) {
            int other = random.below(k + 1);
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }

    /**
     * The rows of a mode by their popularity in the whole of it, the most popular first. That is the last row, so that whoever reads
     * the tensor sees the mode's size.
     */
    static int[] leaders(int rows, int mode, DrawStream random) {
        int[] order = order(rows, mode, -1, random);
        int at = 0;
        while (order[at] != rows - 1) {
            at++;
        }
        order[at] = order[0];
        order[0] = rows - 1;
        return order;
    }
}
