package org.polyad.spark.entries;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Some entries on their way through a shuffle, in flat arrays: a record for every entry would cost several times as much. Batches
 * sort by where they come from, so that entries can be put back in the order in which they were given.
 */
public final class EntryBatch implements Serializable, Comparable<EntryBatch> {
    private static final long serialVersionUID = 1L;

    /** Entries a full batch has: with many targets a sending task holds that many for each of them. */
    static final int FULL = 1 << 12;

    private final int order;
    private final long origin;
    private final long sequence;
    private int[] subscripts;
    private double[] values;
    private double[] weights;
    private int count;

    /**
     * An empty batch.
     *
     * @param origin the place of the sending task's data among all data
     * @param sequence the place among what that task sends
     */
    public EntryBatch(int order, long origin, long sequence) {
        this.order = order;
        this.origin = origin;
        this.sequence = sequence;
        this.subscripts = new int[order * 16];
        this.values = new double[16];
    }

    boolean isFull() {
        return count == FULL;
    }

    int order() {
        return order;
    }

    public int entries() {
        return count;
    }

    public void add(int[] subscript, double value, double weight) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
            subscripts = Arrays.copyOf(subscripts, 2 * count * order);
            weights = weights == null ? null : Arrays.copyOf(weights, 2 * count);
        }
        if (weight != 1 && weights == null) {
            weights = new double[values.length];
            Arrays.fill(weights, 0, count, 1);
        }
        System.arraycopy(subscript, 0, subscripts, count * order, order);
        values[count] = value;
        if (weights != null) {
            weights[count] = weight;
        }
        count++;
    }

    /** This batch without room to grow. */
    public EntryBatch trimmed() {
        subscripts = Arrays.copyOf(subscripts, count * order);
        values = Arrays.copyOf(values, count);
        weights = weights == null ? null : Arrays.copyOf(weights, count);
        return this;
    }

    public double value(int entry) {
        return values[entry];
    }

    public double weight(int entry) {
        return weights == null ? 1 : weights[entry];
    }

    /** Copies an entry's subscript into {@code to}. */
    public void subscript(int entry, int[] to) {
        System.arraycopy(subscripts, entry * order, to, 0, order);
    }

    /** Adds all entries, in order. */
    public void addTo(SparseTensorBuilder builder) {
        int[] subscript = new int[order];
        for (int p = 0; p < count; p++) {
            subscript(p, subscript);
            builder.add(subscript, values[p], weight(p));
        }
    }

    @Override
    public int compareTo(EntryBatch other) {
        int byOrigin = Long.compare(origin, other.origin);
        return byOrigin != 0 ? byOrigin : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * origin + sequence);
    }
}
