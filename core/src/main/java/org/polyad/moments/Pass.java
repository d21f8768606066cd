package org.polyad.moments;

import java.io.Serializable;

/** One reading of all blocks that adds up arrays of numbers. A final class over arrays: it may be sent to other machines. */
public interface Pass<B> extends Serializable {
    /** For people: what the pass computes. */
    String name();

    /** The lengths of the arrays that are added up. */
    int[] lengths();

    /** Adds what a block gives; its loops may use {@link org.polyad.parallel.Threads#current}. */
    void add(B block, double[][] sums);

    /** Arrays of zeros. */
    default double[][] zeros() {
        int[] lengths = lengths();
        double[][] sums = new double[lengths.length][];
        for (int a = 0; a < sums.length; a++) {
            sums[a] = new double[lengths[a]];
        }
        return sums;
    }
}
