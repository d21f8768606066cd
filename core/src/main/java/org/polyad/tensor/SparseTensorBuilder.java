package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.InvalidInputException;

/** Collects entries in any order and makes a {@link SparseTensor} of them. */
public final class SparseTensorBuilder {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final int order;
    private int[][] subscripts;
    private double[] values = new double[1024];
    private double[] weights;
    private int count;

    SparseTensorBuilder(int order) {
        if (order < 2) {
            throw new InvalidInputException("a tensor needs order 2 or more, found " + order);
        }
        this.order = order;
        this.subscripts = new int[order][1024];
    }

    public int order() {
        return order;
    }

    /** How many entries were added so far, duplicates included. */
    public int count() {
        return count;
    }

    /** Adds an entry of weight 1. @param subscript 0-based; copied */
    public SparseTensorBuilder add(int[] subscript, double value) {
        return add(subscript, value, 1);
    }

    /**
     * Adds an entry.
     *
     * @throws EntryException when the value is not finite, the weight is not finite or negative, or a subscript is negative
     */
    public SparseTensorBuilder add(int[] subscript, double value, double weight) {
        check(subscript, value, weight);
        if (count == values.length) {
            grow();
        }
        if (weight != 1 && weights == null) {
            weights = new double[values.length];
            Arrays.fill(weights, 0, count, 1);
        }
        for (int n = 0; n < order; n++) {
            subscripts[n][count] = subscript[n];
        }
        values[count] = value;
        if (weights != null) {
            weights[count] = weight;
        }
        count++;
        return this;
    }

    private void check(int[] subscript, double value, double weight) {
        if (subscript.length != order) {
            throw new EntryException("a tensor of order " + order + " has no entry ", subscript, "");
        }
        for (int i : subscript) {
            if (i < 0) {
                throw new EntryException("subscripts count from 0, but an entry is at ", subscript, "");
            }
        }
        if (!Double.isFinite(value)) {
            throw new EntryException("a value must be a finite number, but entry ", subscript, " is " + value);
        }
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new EntryException("a weight must be 0 or more, but entry ", subscript, " has " + weight);
        }
    }

    private void grow() {
        if (count == MOST) {
            throw new InvalidInputException(
                    "more than " + MOST + " entries do not fit one tensor in memory; " + "use the spark engine");
        }
        int length = (int) Math.min(MOST, values.length * 2L);
        values = Arrays.copyOf(values, length);
        weights = weights == null ? null : Arrays.copyOf(weights, length);
        for (int n = 0; n < order; n++) {
            subscripts[n] = Arrays.copyOf(subscripts[n], length);
        }
    }

    /**
     * Replaces every subscript added so far: i in mode n by {@code to[n][i]}. For labels, whose order is only known when all were seen.
     *
     * @param to for each mode the new subscript of each old one (input, not modified)
     */
    public SparseTensorBuilder renumber(int[][] to) {
        for (int n = 0; n < order; n++) {
            for (int p = 0; p < count; p++) {
                subscripts[n][p] = to[n][subscripts[n][p]];
            }
        }
        return this;
    }

    /** As {@link #build(Shape, Duplicates)}, each mode as large as its largest subscript says. */
    public SparseTensor build(Duplicates duplicates) {
        return build(null, duplicates);
    }

    /**
     * Sorts, joins duplicates, and checks the subscripts against {@code shape}; O(nnz d).
     *
     * @param shape null to take it from the data
     * @throws IllegalArgumentException when there is no entry and no shape
     * @throws EntryException for a duplicate under {@link Duplicates#ERROR}, or a subscript outside the shape
     */
    public SparseTensor build(Shape shape, Duplicates duplicates) {
        Shape full = shape == null ? shapeOfData() : shape;
        checkInside(full);
        if (EntrySort.ascending(subscripts, count)) {
            return sorted(full);
        }
        EntrySort.Sorted entries = EntrySort.lexicographic(subscripts, count);
        return new DuplicateMerge(subscripts, values, weights, duplicates).merge(full, entries);
    }

    private SparseTensor sorted(Shape shape) {
        int[][] copies = new int[order][];
        Arrays.setAll(copies, n -> Arrays.copyOf(subscripts[n], count));
        double[] w = weights == null ? null : Arrays.copyOf(weights, count);
        return new SparseTensor(shape, copies, Arrays.copyOf(values, count), w);
    }

    private Shape shapeOfData() {
        if (count == 0) {
            throw new InvalidInputException("a tensor needs at least one entry, found none");
        }
        int[] sizes = new int[order];
        for (int n = 0; n < order; n++) {
            for (int p = 0; p < count; p++) {
                if (subscripts[n][p] == Integer.MAX_VALUE) {
                    throw new EntryException("a mode has at most 2^31 - 1 rows, but an entry is at ", at(p), "");
                }
                sizes[n] = Math.max(sizes[n], subscripts[n][p] + 1);
            }
        }
        return Shape.of(sizes);
    }

    private void checkInside(Shape shape) {
        if (shape.order() != order) {
            throw new InvalidInputException("the shape " + shape + " has order " + shape.order()
                    + ", but the entries have " + order + " subscripts");
        }
        for (int n = 0; n < order; n++) {
            for (int p = 0; p < count; p++) {
                if (subscripts[n][p] >= shape.size(n)) {
                    throw new EntryException("the shape is " + shape + ", but an entry is at ", at(p), "");
                }
            }
        }
    }

    private int[] at(int p) {
        int[] subscript = new int[order];
        Arrays.setAll(subscript, n -> subscripts[n][p]);
        return subscript;
    }
}
