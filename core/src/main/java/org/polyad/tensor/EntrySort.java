package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.parallel.Threads;
import org.polyad.sort.CountingSort;
import org.polyad.sort.RadixSort;

/** The lexicographic order of entries, by their subscripts in mode 0, then mode 1 and so on; stable. */
final class EntrySort {
    /** Cells of a slice times entries that a long holds for certain: rounding up to a power of two at most doubles the entries. */
    private static final double FIT = 0x1p61;

    private EntrySort() {}

    /** Whether the first {@code count} entries are in lexicographic order already, each subscript once. */
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
     * Entries in order.
     *
     * @param order the k-th entry is {@code order[k]}
     * @param distinct true: each subscript occurs once; false: that is not known
     */
    record Sorted(int[] order, boolean distinct) {}

    /** The first {@code count} entries by mode 0, then mode 1 and so on; equal ones stay as they were given. */
    static Sorted lexicographic(int[][] subscripts, int count) {
        Sorted sorted = withinRows(subscripts, count);
        return sorted == null ? new Sorted(byPasses(subscripts, count), false) : sorted;
    }

    private static int[] byPasses(int[][] subscripts, int count) {
        int[] order = RadixSort.identity(count);
        int[] spare = new int[count];
        for (int n = subscripts.length - 1; n >= 0; n--) {
            RadixSort.sort(subscripts[n], order, spare);
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
        int[] start = CountingSort.starts(subscripts[0], count, 0, sizes[0]);
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
     * @param start where each row's entries begin (input)
     * @param entries as many as there are (output, overwritten)
     */
    private static void byFirstMode(int[][] subscripts, int[] sizes, int bits, int[] start, long[] entries) {
        int[] row = subscripts[0];
        int[] next = start.clone();
        for (int p = 0; p < entries.length; p++) {
            long place = 0;
            for (int n = 1; n < sizes.length; n++) {
                place = place * sizes[n] + subscripts[n][p];
            }
            entries[next[row[p]]++] = place << bits | p;
        }
    }
}
