package org.polyad.ranking;

import java.util.Arrays;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** The held-out entries by list: for each user, or user and context, the relevant items that the user has not been shown before. */
final class RelevantItems {
    private final int[] queryModes;
    private final SparseTensor sorted;
    private final int[] start;
    private final int withoutAny;

    private RelevantItems(int[] queryModes, SparseTensor sorted, int[] start, int withoutAny) {
        this.queryModes = queryModes;
        this.sorted = sorted;
        this.start = start;
        this.withoutAny = withoutAny;
    }

    /** @param seen items that count neither as relevant nor as others; null: none */
    static RelevantItems of(SparseTensor heldOut, SeenItems seen, ListOptions options) {
        int[] queryModes = queryModes(heldOut.order(), options);
        SparseTensor grouped = grouped(heldOut, queryModes, options, seen);
        int[] start = new int[grouped.entries() + 1];
        int lists = 0;
        int groups = 0;
        boolean[] relevant = new boolean[grouped.entries()];
        for (int p = 0; p < relevant.length; ) {
            int end = p;
            boolean any = false;
            for (; end < relevant.length && sameList(grouped, p, end); end++) {
                relevant[end] = grouped.values()[end] > 0;
                any |= relevant[end];
            }
            groups++;
            if (any) {
                start[lists + 1] = start[lists] + count(relevant, p, end);
                lists++;
            }
            p = end;
        }
        SparseTensor kept = kept(grouped, relevant);
        return new RelevantItems(queryModes, kept, Arrays.copyOf(start, lists + 1), groups - lists);
    }

    private static int[] queryModes(int order, ListOptions options) {
        if (!options.inContext()) {
            return new int[] {options.userMode()};
        }
        int[] modes = new int[order - 1];
        modes[0] = options.userMode();
        for (int n = 0, next = 1; n < order; n++) {
            if (n != options.userMode() && n != options.itemMode()) {
                modes[next++] = n;
            }
        }
        return modes;
    }

    /** A tensor of the query's modes and then the items, whose values count the relevant entries of a cell. */
    private static SparseTensor grouped(SparseTensor heldOut, int[] modes, ListOptions options, SeenItems seen) {
        SparseTensorBuilder builder = SparseTensor.builder(modes.length + 1);
        int[] subscript = new int[modes.length + 1];
        int[] sizes = new int[subscript.length];
        for (int n = 0; n < sizes.length; n++) {
            sizes[n] = heldOut.shape().size(n < modes.length ? modes[n] : options.itemMode());
        }
        for (int p = 0; p < heldOut.entries(); p++) {
            for (int n = 0; n < modes.length; n++) {
                subscript[n] = heldOut.subscripts(modes[n])[p];
            }
            int item = heldOut.subscripts(options.itemMode())[p];
            subscript[modes.length] = item;
            boolean known = seen != null && seen.contains(subscript[0], item);
            boolean relevant = !known && heldOut.weight(p) > 0 && heldOut.values()[p] >= options.relevantFrom();
            builder.add(subscript, relevant ? 1 : 0);
        }
        return builder.build(Shape.of(sizes), Duplicates.SUM);
    }

    private static boolean sameList(SparseTensor grouped, int p, int q) {
        for (int n = 0; n + 1 < grouped.order(); n++) {
            if (grouped.subscripts(n)[p] != grouped.subscripts(n)[q]) {
                return false;
            }
        }
        return true;
    }

    private static int count(boolean[] marks, int from, int to) {
        int count = 0;
        for (int p = from; p < to; p++) {
            count += marks[p] ? 1 : 0;
        }
        return count;
    }

    private static SparseTensor kept(SparseTensor all, boolean[] mark) {
        int count = count(mark, 0, mark.length);
        int[][] subscripts = new int[all.order()][count];
        for (int p = 0, q = 0; p < mark.length; p++) {
            if (mark[p]) {
                for (int n = 0; n < subscripts.length; n++) {
                    subscripts[n][q] = all.subscripts(n)[p];
                }
                q++;
            }
        }
        return new SparseTensor(all.shape(), subscripts, new double[count], null);
    }

    /** Those with a relevant item. */
    int lists() {
        return start.length - 1;
    }

    /** Users, or users in a context, with held-out entries of which none is relevant. */
    int withoutAny() {
        return withoutAny;
    }

    int user(int list) {
        return sorted.subscripts(0)[start[list]];
    }

    /** The rows of the list's modes; all others, the items' too, are {@link ModelMeans#AVERAGED}. */
    void rows(int list, int[] rows) {
        Arrays.fill(rows, ModelMeans.AVERAGED);
        for (int n = 0; n < queryModes.length; n++) {
            rows[queryModes[n]] = sorted.subscripts(n)[start[list]];
        }
    }

    /** Ascending. */
    int[] items(int list) {
        return Arrays.copyOfRange(sorted.subscripts(queryModes.length), start[list], start[list + 1]);
    }
}
