package org.polyad.tensor;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One block of a tensor as one mode sees it: the entries of some rows of the mode, sorted by row and then lexicographically by
 * the other subscripts, as CSR keeps a matrix. This is what a task works on, in a thread or on a cluster.
 *
 * <p>Example: mode 1, rows 4..5 of a tensor of order 3 with entries (0,4,2), (3,4,0), (1,5,7) has firstRow 4, rows 2, rowStart
 * [0, 2, 3], subscripts [[0, 3, 1], null, [2, 0, 7]].
 *
 * <p>Memory: 4 (d - 1) + 8 bytes an entry, 8 more with weights.
 */
public final class ModeView implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int mode;
    private final int block;
    private final int piece;
    private final int pieces;
    private final int firstRow;
    private final int[] rowStart;
    private final int[][] subscripts;
    private final double[] values;
    private final double[] weights;
    private final double[] rowCounts;

    ModeView(int mode, RowBlocks cuts, int block, int[] rowStart, ModeEntries entries, double[] rowCounts) {
        this.mode = mode;
        this.block = block;
        this.piece = cuts.piece(block);
        this.pieces = cuts.pieces(block);
        this.firstRow = cuts.firstRow(block);
        this.rowStart = rowStart;
        this.subscripts = entries.subscripts();
        this.values = entries.values();
        this.weights = entries.weights();
        this.rowCounts = rowCounts;
    }

    /** Arrays of entries: by mode (null at the view's own), values, weights or null. */
    public record ModeEntries(int[][] subscripts, double[] values, double[] weights) {}

    /**
     * The view of one block.
     *
     * @param tensor the block's entries, in lexicographic order (others are an error that shows only in wrong results)
     * @param listedCounts listed entries of every row of the mode, for the penalty by count
     */
    public static ModeView of(SparseTensor tensor, int mode, RowBlocks cuts, int block, long[] listedCounts) {
        int first = cuts.firstRow(block);
        int[] start = new int[cuts.endRow(block) - first + 1];
        int[] order = EntrySort.byRow(tensor.subscripts(mode), first, start);
        return ModeViews.view(tensor, mode, cuts, block, order, listedCounts);
    }

    public int mode() {
        return mode;
    }

    /**
     * A view of some rows of mode 0, which in a tensor's order lie together: a copy of the entries {@code from..to-1}. For drawing from;
     * it knows nothing of the rows' counts.
     */
    public static ModeView ofFirstMode(SparseTensor tensor, int firstRow, int endRow, int from, int to) {
        int[] start = new int[endRow - firstRow + 1];
        for (int p = from; p < to; p++) {
            start[tensor.subscripts(0)[p] - firstRow + 1]++;
        }
        for (int j = 1; j < start.length; j++) {
            start[j] += start[j - 1];
        }
        int[][] subscripts = new int[tensor.order()][];
        for (int n = 1; n < subscripts.length; n++) {
            subscripts[n] = Arrays.copyOfRange(tensor.subscripts(n), from, to);
        }
        double[] values = Arrays.copyOfRange(tensor.values(), from, to);
        double[] weights = tensor.weights() == null ? null : Arrays.copyOfRange(tensor.weights(), from, to);
        ModeEntries entries = new ModeEntries(subscripts, values, weights);
        return new ModeView(0, RowBlocks.one(firstRow, endRow), 0, start, entries, null);
    }

    /** The block's place among the blocks of its mode. */
    public int block() {
        return block;
    }

    /** Which piece of a cut row this is, 0 for whole rows. */
    public int piece() {
        return piece;
    }

    /** 1, or into how many pieces the block's only row is cut. */
    public int pieces() {
        return pieces;
    }

    public int firstRow() {
        return firstRow;
    }

    public int rows() {
        return rowStart.length - 1;
    }

    public int entries() {
        return values.length;
    }

    /** Row {@code firstRow + j} has the entries {@code rowStart[j]} to {@code rowStart[j + 1] - 1}. */
    public int[] rowStart() {
        return rowStart;
    }

    /** The row of each entry: the subscripts that {@link #subscripts} leaves out. */
    public int[] rowOfEntries() {
        int[] row = new int[values.length];
        for (int j = 0; j < rows(); j++) {
            Arrays.fill(row, rowStart[j], rowStart[j + 1], firstRow + j);
        }
        return row;
    }

    /** By mode; null at {@link #mode}. */
    public int[][] subscripts() {
        return subscripts;
    }

    public double[] values() {
        return values;
    }

    /** Null where every weight is 1. */
    public double[] weights() {
        return weights;
    }

    /** The listed entries of each row of the block, in the whole tensor. */
    public double[] rowCounts() {
        return rowCounts;
    }
}
