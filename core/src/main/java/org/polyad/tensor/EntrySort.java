package org.polyad.tensor;

import java.util.Arrays;

/**
 * Stable radix sort of entries by their subscripts, 16 bits a pass: O(nnz) for each mode, with 2^16 counters whatever the size of
 * the mode.
 */
final class EntrySort {
    private static final int DIGIT = 16;
    private static final int MASK = (1 << DIGIT) - 1;

    private EntrySort() {}

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
        pass(key, 0, order, spare);
        if (largest <= MASK) {
            System.arraycopy(spare, 0, order, 0, order.length);
        } else {
            pass(key, DIGIT, spare, order);
        }
    }

    private static void pass(int[] key, int shift, int[] from, int[] to) {
        int[] start = new int[MASK + 2];
        for (int p : from) {
            start[((key[p] >>> shift) & MASK) + 1]++;
        }
        for (int k = 0; k <= MASK; k++) {
            start[k + 1] += start[k];
        }
        for (int p : from) {
            to[start[(key[p] >>> shift) & MASK]++] = p;
        }
    }
}
