package org.polyad.sort;

/** Runs of equal keys in a sorted array. */
public final class SortedKeys {
    private SortedKeys() {}

    /** Moves one key of each run to the front; how many there are. */
    public static int unique(long[] sorted) {
        int count = 0;
        for (int p = 0; p < sorted.length; p++) {
            if (p == 0 || sorted[p] != sorted[p - 1]) {
                // Writing never overtakes reading; at p itself it changes nothing.
                sorted[count++] = sorted[p];
            }
        }
        return count;
    }

    /** How long each run is, in order. */
    public static double[] lengths(long[] sorted) {
        int runs = 0;
        for (int p = 0; p < sorted.length; p++) {
            runs += p == 0 || sorted[p] != sorted[p - 1] ? 1 : 0;
        }
        double[] lengths = new double[runs];
        int run = -1;
        for (int p = 0; p < sorted.length; p++) {
            run += p == 0 || sorted[p] != sorted[p - 1] ? 1 : 0;
            lengths[run]++;
        }
        return lengths;
    }
}
