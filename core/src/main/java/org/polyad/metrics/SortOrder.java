package org.polyad.metrics;

/** The order of numbers, in primitive arrays: a stable radix sort, 16 bits a pass; 8 bytes a number, O(n). */
public final class SortOrder {
    private static final int DIGIT = 16;
    private static final int DIGITS = 1 << DIGIT;

    private SortOrder() {}

    /**
     * The places of the numbers in ascending order, as {@link Double#compare} has it: -0 before 0, NaN last. Equal numbers stay in
     * the order of their places.
     *
     * @param numbers (input, not modified)
     */
    public static int[] ascending(double[] numbers) {
        int[] order = new int[numbers.length];
        for (int p = 0; p < order.length; p++) {
            order[p] = p;
        }
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
        int[] start = new int[DIGITS + 1];
        for (double number : numbers) {
            start[digit(number, shift) + 1]++;
        }
        for (int k = 0; k < DIGITS; k++) {
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
        return (int) (ordered >>> shift) & DIGITS - 1;
    }
}
