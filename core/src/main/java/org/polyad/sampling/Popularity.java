package org.polyad.sampling;

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
}
