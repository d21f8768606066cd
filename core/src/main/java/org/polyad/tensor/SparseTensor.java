package org.polyad.tensor;

import java.io.Serializable;

/**
 * A sparse tensor in coordinate form: for each listed entry one subscript a mode, a value and, if there are any, a weight.
 * Entries are in lexicographic order of their subscripts and each subscript occurs once, whatever order they were given in, so
 * that everything computed from a tensor is a function of its contents alone. Immutable; made by a {@link SparseTensorBuilder}.
 *
 * <p>Memory: 4 d + 8 bytes an entry, and 8 more with weights. At most 2^31 - 9 entries.
 */
public final class SparseTensor implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Shape shape;
    private final int[][] subscripts;
    private final double[] values;
    private final double[] weights;

    /**
     * Wraps the arrays, without a copy or a check: {@code subscripts[n][p]} is entry p's subscript in mode n, and entries are in
     * lexicographic order without duplicates. For experts; others use {@link #builder}.
     *
     * @param weights null where every weight is 1
     */
    public SparseTensor(Shape shape, int[][] subscripts, double[] values, double[] weights) {
        this.shape = shape;
        this.subscripts = subscripts;
        this.values = values;
        this.weights = weights;
    }

    public static SparseTensorBuilder builder(int order) {
        return new SparseTensorBuilder(order);
    }

    public Shape shape() {
        return shape;
    }

    public int order() {
        return shape.order();
    }

    /** The number of listed entries. */
    public int entries() {
        return values.length;
    }

    /** The subscripts of all entries in one mode; the array itself, not a copy. */
    public int[] subscripts(int mode) {
        return subscripts[mode];
    }

    public int[] subscript(int entry) {
        int[] subscript = new int[order()];
        for (int n = 0; n < subscript.length; n++) {
            subscript[n] = subscripts[n][entry];
        }
        return subscript;
    }

    /** The array itself, not a copy. */
    public double[] values() {
        return values;
    }

    /** The array itself, or null where every weight is 1. */
    public double[] weights() {
        return weights;
    }

    public double weight(int entry) {
        return weights == null ? 1 : weights[entry];
    }

    /** The number of listed entries in each slice of {@code mode}. */
    public long[] sliceCounts(int mode) {
        long[] counts = new long[shape.size(mode)];
        for (int i : subscripts[mode]) {
            counts[i]++;
        }
        return counts;
    }

    /** Every cell is listed. */
    public boolean isDense() {
        return entries() == shape.cells();
    }
}
