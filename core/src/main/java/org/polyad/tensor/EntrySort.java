package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.parallel.Threads;

/**
 * Stable sorts of entries by their subscripts; by a key alone a radix sort, 16 bits a pass, with 2^16 counters at most.
 */
public final class EntrySort {
    private static final int DIGIT = 16;
    private static final int MASK = (1 << DIGIT) - 1;

    /** Cells of a slice times entries that a long holds for certain: rounding up to a power of two at most doubles the entries. */
    private static final double FIT = 0x1p61;

    private EntrySort() {}

    /** Whether the first {@code count} entries are in lexicographic order already, and no subscript stands twice. */
    static boolean ascending(int[][] subscripts, int count) {
        for (int p = 1; p < count; p++) {
            int n = 0;
            while (n < subscripts.length && subscripts[n][p] == subscripts[n][p - 1]) {
                n++;
            }
            if (n == subscripts.length || subscripts[n][p] < subscripts[n][p - 1]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The entries in the order of their rows, those of a row as they come; O(count + rows).
     *
     * @param row of each entry, {@code firstRow} or more (input)
     * @param start for each row where its entries begin, and where the last ones end (output, overwritten)
     */
    public static int[] byRow(int[] row, int firstRow, int[] start) {
        int rows = start.length - 1;
        int[] next = new int[rows + 1];
        for (int i : row) {
            next[i - firstRow + 1]++;
        }
        for (int j = 0; j < rows; j++) {
            next[j + 1] += next[j];
        }
        System.arraycopy(next, 0, start, 0, next.length);
        int[] order = new int[row.length];
        for (int p = 0; p < row.length; p++) {
            order[next[row[p] - firstRow]++] = p;
        }
        return order;
    }

    /**
     * Entries in order.
     *
     * @param order of which the k-th entry is {@code order[k]}
     * @param distinct no subscript stands twice; false: that is not known
     */
    record Sorted(int[] order, boolean distinct) {}

    /** The first {@code count} entries by mode 0, then mode 1 and so on; equal ones stay as they were given. */
    static Sorted lexicographic(int[][] subscripts, int count) {
        Sorted sorted = withinRows(subscripts, count);
        return sorted == null ? new Sorted(byPasses(subscripts, count), false) : sorted;
    }

    private static int[] byPasses(int[][] subscripts, int count) {
        int[] order = new int[count];
        Arrays.setAll(order, p -> p);
        int[] spare = new int[count];
        for (int n = subscripts.length - 1; n >= 0; n--) {
            byKey(subscripts[n], order, spare);
        }
        return order;
    }

    /**
     * The same by a counting sort of mode 0, then row by row: the entries of a row, each a long of its place in the row's slice and of
     * when it was given, lie together, where passes over all entries for each mode would miss the cache at every step.
     *
     * @return null where the two do not fit a long, or mode 0 is large for so few entries
     */
    private static Sorted withinRows(int[][] subscripts, int count) {
        int[] sizes = new int[subscripts.length];
        double slice = 1;
        for (int n = 0; n < sizes.length; n++) {
            sizes[n] = largest(subscripts[n], count) + 1;
            slice *= n == 0 ? 1 : sizes[n];
        }
        if (sizes[0] > 2L * count || slice * count > FIT) {
            return null;
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
        int[] start = new int[sizes[0] + 1];
        long[] entries = new long[count];
        byFirstMode(subscripts, sizes, bits, start, entries);
        Threads.current().ranges(sizes[0], (first, end) -> {
            for (int i = first; i < end; i++) {
                Arrays.sort(entries, start[i], start[i + 1]);
            }
        });
        return unpacked(entries, start, bits);
    }

    private static Sorted unpacked(long[] entries, int[] start, int bits) {
        int[] order = new int[entries.length];
        boolean distinct = true;
        for (int i = 0; i + 1 < start.length; i++) {
            for (int k = start[i]; k < start[i + 1]; k++) {
                order[k] = (int) (entries[k] & (1L << bits) - 1);
                distinct &= k == start[i] || entries[k] >>> bits != entries[k - 1] >>> bits;
            }
        }
        return new Sorted(order, distinct);
    }

    private static int largest(int[] key, int count) {
        int largest = 0;
        for (int p = 0; p < count; p++) {
            largest = Math.max(largest, key[p]);
        }
        return largest;
    }

    /**
     * Entries by row: above {@code bits} the place in the slice, below it when the entry was given.
     *
     * @param start where each row's entries begin, and where the last ones end (output, overwritten)
     * @param entries as many as there are (output, overwritten)
     */
    private static void byFirstMode(int[][] subscripts, int[] sizes, int bits, int[] start, long[] entries) {
        int[] row = subscripts[0];
        int[] next = new int[start.length];
        for (int p = 0; p < entries.length; p++) {
            next[row[p] + 1]++;
        }
        for (int i = 1; i < next.length; i++) {
            next[i] += next[i - 1];
        }
        System.arraycopy(next, 0, start, 0, next.length);
        for (int p = 0; p < entries.length; p++) {
            long place = 0;
            for (int n = 1; n < sizes.length; n++) {
                place = place * sizes[n] + subscripts[n][p];
            }
            entries[next[row[p]]++] = place << bits | p;
        }
    }

    /** Orders {@code order} by {@code key}, stably; {@code spare} is scratch of the same length. */
    static void byKey(int[] key, int[] order, int[] spare) {
        int largest = largest(key, order.length);
        pass(key, 0, Math.min(largest, MASK), order, spare);
        if (largest <= MASK) {
            System.arraycopy(spare, 0, order, 0, order.length);
        } else {
            pass(key, DIGIT, largest >>> DIGIT, spare, order);
        }
    }

    private static void pass(int[] key, int shift, int largest, int[] from, int[] to) {
        int[] start = new int[largest + 2];
        for (int p : from) {
            start[((key[p] >>> shift) & MASK) + 1]++;
        }
        for (int k = 0; k <= largest; k++) {
            start[k + 1] += start[k];
        }
        for (int p : from) {
            to[start[(key[p] >>> shift) & MASK]++] = p;
        }
    }

    /** The numbers in that order. */
    public static int[] gather(int[] from, int[] order) {
        int[] to = new int[order.length];
        for (int p = 0; p < to.length; p++) {
            to[p] = from[order[p]];
        }
        return to;
    }

    /** The numbers in that order. */
    public static double[] gather(double[] from, int[] order) {
        double[] to = new double[order.length];
        for (int p = 0; p < to.length; p++) {
            to[p] = from[order[p]];
        }
        return to;
    }
}
