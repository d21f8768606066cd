package org.polyad.sort;

/** Entries grouped by a whole number, a row say, of which there are few for the entries; stable, O(entries + rows). */
public final class CountingSort {
    private CountingSort() {}

    /**
     * Where each row's entries begin when they lie row by row.
     *
     * @param row of each entry, {@code firstRow} or more (input)
     * @param count of entries
     * @return a number for each row and one more, where the last row's entries end
     */
    public static int[] starts(int[] row, int count, int firstRow, int rows) {
        int[] start = new int[rows + 1];
        for (int p = 0; p < count; p++) {
            start[row[p] - firstRow + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            start[i + 1] += start[i];
        }
        return start;
    }

    /**
     * The entries in the order of their rows, those of a row as they come.
     *
     * @param row of each entry, {@code firstRow} or more (input)
     * @param start what {@link #starts} returns for all entries (input)
     */
    public static int[] order(int[] row, int firstRow, int[] start) {
        int[] next = start.clone();
        int[] order = new int[row.length];
        for (int p = 0; p < row.length; p++) {
            order[next[row[p] - firstRow]++] = p;
        }
        return order;
    }

    /** The numbers in an order: {@code from[order[k]]} for each k. */
    public static int[] gather(int[] from, int[] order) {
        int[] to = new int[order.length];
        for (int p = 0; p < to.length; p++) {
            to[p] = from[order[p]];
        }
        return to;
    }

    /** The numbers in an order: {@code from[order[k]]} for each k. */
    public static double[] gather(double[] from, int[] order) {
        double[] to = new double[order.length];
        for (int p = 0; p < to.length; p++) {
            to[p] = from[order[p]];
        }
        return to;
    }
}
