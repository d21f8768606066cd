package org.polyad.tensor;

import java.util.Arrays;

/**
 * Stable radix sort of entries by their subscripts, 16 bits a pass: O(nnz) for each mode, with 2^16 counters at most.
 */
final class EntrySort {
    private static final int DIGIT = 16;
    private static final int MASK = (1 << DIGIT) - 1;

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
    static int[] byRow(int[] row, int firstRow, int[] start) {
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

    /** The order of the first {@code count} entries by mode 0, then mode 1 and so on; equal ones stay as they were given. */
    static int[] lexicographic(int[][] subscripts, int count) {
        int[] order = new int[count];
        Arrays.setAll(order, p -> p);
        int[] spare = new int[count];
        for (int n = subscripts.length - 1; n >= 0; n--) {
            byKey(subscripts[n], order, spare);
        }
        return order;
    }

    /** Orders {@code order} by {@code key}, stably; {@code spare} is scratch of the same length. */
    static void byKey(int[] key, int[] order, int[] spare) {
        int largest = 0;
        for (int p : order) {
            largest = Math.max(largest, key[p]);
        }
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
}
