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
        Source source = new Source(tensor, mode, cuts, listedCounts);
        return source.views(source.sorted());
    }

    /**
     * All blocks of all modes. Threads share the sorts by mode and then the gathers by block.
     *
     * @param cuts by mode; null: the mode gets no blocks
     * @param listedCounts by mode, the listed entries of every row
     */
    public static ModeView[][] build(SparseTensor tensor, RowBlocks[] cuts, long[][] listedCounts) {
        Source[] sources = new Source[cuts.length];
        Sorted[] sorted = new Sorted[cuts.length];
        Threads.current().each(cuts.length, n -> {
            if (cuts[n] != null) {
                sources[n] = new Source(tensor, n, cuts[n], listedCounts[n]);
                sorted[n] = sources[n].sorted();
            }
        });
        ModeView[][] views = new ModeView[cuts.length][];
        for (int n = 0; n < cuts.length; n++) {
            if (cuts[n] != null) {
                views[n] = sources[n].views(sorted[n]);
                sorted[n] = null;
            }
        }
        return views;
    }

    /** The entries by block: those of block b are order[start[b]] .. order[start[b + 1] - 1]. */
    private record Sorted(int[] order, int[] start) {}

    /**
     * What the blocks of one mode are made from.
     *
     * @param listedCounts listed entries of every row of the mode
     */
    record Source(SparseTensor tensor, int mode, RowBlocks cuts, long[] listedCounts) {
        private Sorted sorted() {
            int[] row = tensor.subscripts(mode);
            int[] rowStart =
                    CountingSort.starts(row, row.length, 0, tensor.shape().size(mode));
            int[] order = CountingSort.order(row, 0, rowStart);
            int[] start = new int[cuts.blocks() + 1];
            for (int b = 0; b < cuts.blocks(); b += cuts.pieces(b)) {
                start[b] = rowStart[cuts.firstRow(b)];
                if (cuts.pieces(b) > 1) {
                    int end = rowStart[cuts.endRow(b)];
                    split(b, Arrays.copyOfRange(order, start[b], end), order, start);
                }
            }
            start[cuts.blocks()] = order.length;
            return new Sorted(order, start);
        }

        private ModeView[] views(Sorted sorted) {
            ModeView[] views = new ModeView[cuts.blocks()];
            Threads.current().each(views.length, b -> {
                views[b] = view(b, Arrays.copyOfRange(sorted.order, sorted.start[b], sorted.start[b + 1]));
            });
            return views;
        }

        /**
         * Orders the entries of a cut row by piece, and keeps their order within a piece.
         *
         * @param first the block of piece 0; {@code start[first]} is where the row's entries begin (input), the next numbers are where
         *     those of the other pieces begin (output)
         * @param entries of the row (input)
         * @param order of all entries (output, the row's part)
         */
        private void split(int first, int[] entries, int[] order, int[] start) {
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

        /** The view of one block. @param order its entries, sorted by row and lexicographically within a row */
        ModeView view(int block, int[] order) {
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
}
