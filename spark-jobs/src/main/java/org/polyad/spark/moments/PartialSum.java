package org.polyad.spark.moments;

import java.io.Serializable;

/** A range of what a partition adds to the sums of a pass. */
final class PartialSum implements Serializable, Comparable<PartialSum> {
    private static final long serialVersionUID = 1L;

    private final int partition;
    final double[] values;

    PartialSum(int partition, double[] values) {
        this.partition = partition;
        this.values = values;
    }

    @Override
    public int compareTo(PartialSum other) {
        return Integer.compare(partition, other.partition);
    }
}
