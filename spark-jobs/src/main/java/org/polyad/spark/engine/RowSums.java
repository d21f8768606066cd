package org.polyad.spark.engine;

import java.io.Serializable;

/** A bucket's contribution to some rows of a sum; contributions are added in the order of their buckets. */
public final class RowSums implements Serializable, Comparable<RowSums> {
    private static final long serialVersionUID = 1L;

    private final int bucket;
    private final int[] rows;
    private final double[] sums;

    /** @param sums a row's numbers after the other's */
    RowSums(int bucket, int[] rows, double[] sums) {
        this.bucket = bucket;
        this.rows = rows;
        this.sums = sums;
    }

    /** Adds to a range of rows. @param total rows from {@code firstRow} on, row-major (output, accumulated) */
    void addTo(double[] total, int firstRow, int columns) {
        for (int k = 0; k < rows.length; k++) {
            int to = (rows[k] - firstRow) * columns;
            for (int c = 0; c < columns; c++) {
                total[to + c] += sums[k * columns + c];
            }
        }
    }

    @Override
    public int compareTo(RowSums other) {
        return Integer.compare(bucket, other.bucket);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return bucket;
    }
}
