package org.polyad.tensor;

import java.util.Arrays;

/** Builds the blocks of a mode: a stable counting sort by row, then a gather; O(nnz d) time, one copy of the entries. */
public final class ModeViews {
    private ModeViews() {}

    /**
     * All blocks of {@code mode}, in order.
     *
     * @param listedCounts listed entries of every row, for the penalty by count
     */
    public static ModeView[] build(SparseTensor tensor, int mode, RowBlocks cuts, long[] listedCounts) {
        int[] order = new int[tensor.entries()];
        int[] start = new int[cuts.blocks() + 1];
        int[] block = blocks(tensor, mode, cuts);
        Arrays.setAll(order, p -> p);
        EntrySort.byKey(tensor.subscripts(mode), order, new int[order.length]);
        EntrySort.byKey(block, order, new int[order.length]);
        for (int b : block) {
            start[b + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        ModeView[] views = new ModeView[cuts.blocks()];
        Arrays.parallelSetAll(
                views,
                b -> view(tensor, mode, cuts, b, Arrays.copyOfRange(order, start[b], start[b + 1]), listedCounts));
        return views;
    }

    private static int[] blocks(SparseTensor tensor, int mode, RowBlocks cuts) {
        int[] block = new int[tensor.entries()];
        int[] subscript = new int[tensor.order()];
        for (int p = 0; p < block.length; p++) {
            for (int n = 0; n < subscript.length; n++) {
                subscript[n] = tensor.subscripts(n)[p];
            }
            block[p] = cuts.blockOf(subscript[mode], subscript);
        }
        return block;
    }

    /** @param order the block's entries, sorted by row and lexicographically within */
    static ModeView view(SparseTensor tensor, int mode, RowBlocks cuts, int block, int[] order, long[] listedCounts) {
        int first = cuts.firstRow(block);
        int[] rowStart = new int[cuts.endRow(block) - first + 1];
        double[] rowCounts = new double[rowStart.length - 1];
        for (int p : order) {
            rowStart[tensor.subscripts(mode)[p] - first + 1]++;
        }
        for (int j = 0; j < rowCounts.length; j++) {
            rowStart[j + 1] += rowStart[j];
            rowCounts[j] = listedCounts[first + j];
        }
        int[][] subscripts = new int[tensor.order()][];
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = n == mode ? null : gather(tensor.subscripts(n), order);
        }
        double[] weights = tensor.weights() == null ? null : gather(tensor.weights(), order);
        ModeView.ModeEntries entries = new ModeView.ModeEntries(subscripts, gather(tensor.values(), order), weights);
        return new ModeView(mode, cuts, block, rowStart, entries, rowCounts);
    }

    private static int[] gather(int[] from, int[] order) {
        int[] to = new int[order.length];
        for (int p = 0; p < to.length; p++) {
            to[p] = from[order[p]];
        }
        return to;
    }

    private static double[] gather(double[] from, int[] order) {
        double[] to = new double[order.length];
        for (int p = 0; p < to.length; p++) {
            to[p] = from[order[p]];
        }
        return to;
    }
}
