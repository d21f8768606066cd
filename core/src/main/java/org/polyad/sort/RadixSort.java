package org.polyad.sort;

import java.util.Arrays;

/**
 * Stable sorts of an order, in primitive arrays: of p = 0, 1, ... by a number for each p. O(n), with 2^16 counters at most.
 */
public final class RadixSort {
    private static final int DIGIT = 16;
    private static final int MASK = (1 << DIGIT) - 1;

    private RadixSort() {}

    /**
     * The places of the numbers in ascending order, as {@link Double#compare} has it: -0 before 0, NaN last. Equal numbers stay in
     * the order of their places. 8 bytes a number.
     *
     * @param numbers (input, not modified)
     */
    public static int[] ascending(double[] numbers) {
        int[] order = identity(numbers.length);
        int[] spare = new int[order.length];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            if (pass(numbers, shift, order, spare)) {
                int[] sorted = spare;
                spare = order;
                order = sorted;
            }
        }
        return order;
    }

    /** Sorts by one digit. Returns false, and writes nothing, where all have the same. */
    private static boolean pass(double[] numbers, int shift, int[] from, int[] to) {
        int[] start = new int[MASK + 2];
        for (double number : numbers) {
            start[digit(number, shift) + 1]++;
        }
        for (int k = 0; k <= MASK; k++) {
            if (start[k + 1] == numbers.length) {
                return false;
            }
            start[k + 1] += start[k];
        }
        for (int p : from) {
            to[start[digit(numbers[p], shift)]++] = p;
        }
        return true;
    }

    private static int digit(double number, int shift) {
        long bits = Double.doubleToLongBits(number);
        // Negative numbers: all bits turned, so that the largest magnitude is least; others: the sign bit, so that they
        // follow.
        long ordered = bits ^ (bits >> 63 | Long.MIN_VALUE);
        return (int) (ordered >>> shift) & MASK;
    }

    /**
     * Sorts an order by keys of 0 or more.
     *
     * @param key of each p (input)
     * @param order p in some order (input), the same by key (output)
     * @param spare scratch of the same length
     */
    public static void sort(int[] key, int[] order, int[] spare) {
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

    /** 0, 1, ..., count - 1. */
    public static int[] identity(int count) {
        int[] order = new int[count];
        Arrays.setAll(order, p -> p);
        return order;
    }
}
