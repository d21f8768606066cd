package org.polyad.kernel;

/** For each entry a row of each of two matrices, whose elementwise product is a design vector of order 3. */
public final class RowPairs {
    public double[] a;
    public int[] i;
    public double[] b;
    public int[] j;
    public int stride;

    /**
     * Points at other rows: {@code a(i[p], :)} and {@code b(j[p], :)} for entry p, each {@code stride} numbers in a row-major
     * matrix.
     */
    public void set(double[] left, int[] leftRows, double[] right, int[] rightRows, int numbers) {
        a = left;
        i = leftRows;
        b = right;
        j = rightRows;
        stride = numbers;
    }
}
