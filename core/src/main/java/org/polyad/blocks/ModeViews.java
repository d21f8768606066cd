package org.polyad.blocks;

import java.util.Arrays;
import org.polyad.parallel.Threads;
import org.polyad.sort.CountingSort;
import org.polyad.tensor.SparseTensor;

/** Builds the blocks of a mode: a counting sort by row, then a gather; O(nnz d) time, one copy of the entries. */
public final class ModeViews {
    private ModeViews() {}

    /**
     * All blocks of {@code mode}, in order.
     *
     * @param listedCounts listed entries of every row, for the penalty by count
     */
    public static ModeView[] build(SparseTensor tensor, int mode, RowBlocks cuts, long[] listedCounts) {
        return views(tensor, mode, cuts, sorted(tensor, mode, cuts), listedCounts);
    }

    /**
     * All blocks of all modes. Threads share the sorts by mode and then the gathers by block.
     *
     * @param cuts by mode; of modes with null there are no blocks
     * @param listedCounts by mode, the listed entries of every row
     */
    public static ModeView[][] build(SparseTensor tensor, RowBlocks[] cuts, long[][] listedCounts) {
        Sorted[] sorted = new Sorted[cuts.length];
        Threads.current().each(cuts.length, n -> sorted[n] = cuts[n] == null ? null : sorted(tensor, n, cuts[n]));
        ModeView[][] views = new ModeView[cuts.length][];
        for (int n = 0; n < cuts.length; n++) {
            if (cuts[n] != null) {
                views[n] = views(tensor, n, cuts[n], sorted[n], listedCounts[n]);
                sorted[n] = null;
            }
        }
        return views;
    }

    /** The entries by block: those of block b are order[start[b]] .. order[start[b + 1] - 1]. */
    private record Sorted(int[] order, int[] start) {}

    private static Sorted sorted(SparseTensor tensor, int mode, RowBlocks cuts) {
        int[] row = tensor.subscripts(mode);
        int[] rowStart = CountingSort.starts(row, row.length, 0, tensor.shape().size(mode));
        int[] order = CountingSort.order(row, 0, rowStart);
        int[] start = new int[cuts.blocks() + 1];
        for (int b = 0; b < cuts.blocks(); b += cuts.pieces(b)) {
            start[b] = rowStart[cuts.firstRow(b)];
            if (cuts.pieces(b) > 1) {
                int end = rowStart[cuts.endRow(b)];
                split(tensor, cuts, b, Arrays.copyOfRange(order, start[b], end), order, start);
            }
        }
        start[cuts.blocks()] = order.length;
        return new Sorted(order, start);
    }

    private static ModeView[] views(SparseTensor tensor, int mode, RowBlocks cuts, Sorted sorted, long[] listedCounts) {
        ModeView[] views = new ModeView[cuts.blocks()];
        Threads.current().each(views.length, b -> {
            int[] own = Arrays.copyOfRange(sorted.order, sorted.start[b], sorted.start[b + 1]);
            views[b] = view(tensor, mode, cuts, b, own, listedCounts);
        });
        return views;
    }

    /**
     * Orders the entries of a cut row by piece, as they come within a piece.
     *
     * @param first the block of piece 0; {@code start[first]} says where the row's entries begin (input), the next ones where those
     *     of the other pieces do (output)
     * @param entries of the row (input)
     * @param order of all entries (output, the row's part)
     */
    private static void split(SparseTensor tensor, RowBlocks cuts, int first, int[] entries, int[] order, int[] start) {
        int row = cuts.firstRow(first);
        int[] piece = new int[entries.length];
        int[] next = new int[cuts.pieces(first) + 1];
        for (int k = 0; k < entries.length; k++) {
            piece[k] = cuts.blockOf(row, tensor.subscript(entries[k])) - first;
            next[piece[k] + 1]++;
        }
        next[0] = start[first];
        for (int k = 1; k < next.length; k++) {
            next[k] += next[k - 1];
            start[first + k] = next[k];
        }
        for (int k = 0; k < entries.length; k++) {
            order[next[piece[k]]++] = entries[k];
        }
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
            subscripts[n] = n == mode ? null : CountingSort.gather(tensor.subscripts(n), order);
        }
        double[] weights = tensor.weights() == null ? null : CountingSort.gather(tensor.weights(), order);
        ModeView.ModeEntries entries =
                new ModeView.ModeEntries(subscripts, CountingSort.gather(tensor.values(), order), weights);
        return new ModeView(mode, cuts, block, rowStart, entries, rowCounts);
    }
}
