package org.polyad.tensor;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.InvalidInputException;

/**
 * A dense I x R factor matrix, row-major in one array. Rows begin every {@link #stride} numbers, a multiple of four not below
 * R, and the padding is always zero, so that vector kernels may read whole vectors.
 */
public final class FactorMatrix implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final int columns;
    private final int stride;
    private final double[] data;

    /** A matrix of zeros. @throws IllegalArgumentException when it would not fit in one Java array */
    public FactorMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.stride = stride(columns);
        if ((long) rows * stride > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("a factor matrix of " + rows + " rows and rank " + columns
                    + " has more numbers than a Java array holds (2^31 - 1)"
                    + (columns > 1 ? "; lower the rank" : ""));
        }
        this.data = new double[rows * stride];
    }

    private FactorMatrix(FactorMatrix other) {
        this.rows = other.rows;
        this.columns = other.columns;
        this.stride = other.stride;
        this.data = other.data.clone();
    }

    /** The distance between rows for {@code columns} columns: rounded up to a multiple of four. */
    public static int stride(int columns) {
        return (columns + 3) & ~3;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public int stride() {
        return stride;
    }

    /** The numbers themselves, not a copy: row i begins at {@code i * stride()}. */
    public double[] data() {
        return data;
    }

    /** Where row i begins in {@link #data}. */
    public int offset(int row) {
        return row * stride;
    }

    public double at(int row, int column) {
        return data[row * stride + column];
    }

    public void set(int row, int column, double value) {
        data[row * stride + column] = value;
    }

    public FactorMatrix copy() {
        return new FactorMatrix(this);
    }

    /** Copies {@code columns()} numbers at {@code from} into row {@code row}. */
    public void setRow(int row, double[] source, int from) {
        System.arraycopy(source, from, data, row * stride, columns);
    }

    /** Copies {@code count} numbers at {@code from} into the first columns of row {@code row}. */
    public void setRow(int row, double[] source, int from, int count) {
        System.arraycopy(source, from, data, row * stride, count);
    }

    /** The columns {@code from} to {@code to - 1}. */
    public FactorMatrix columns(int from, int to) {
        FactorMatrix part = new FactorMatrix(rows, to - from);
        for (int i = 0; i < rows; i++) {
            part.setRow(i, data, i * stride + from);
        }
        return part;
    }

    /** [A, B]: the columns of {@code right} behind these. */
    public FactorMatrix beside(FactorMatrix right) {
        FactorMatrix both = new FactorMatrix(rows, columns + right.columns);
        for (int i = 0; i < rows; i++) {
            both.setRow(i, data, i * stride, columns);
            System.arraycopy(right.data, i * right.stride, both.data, i * both.stride + columns, right.columns);
        }
        return both;
    }

    /** The mean of all rows; NaN without any. */
    public double[] meanRow() {
        double[] mean = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int r = 0, at = i * stride; r < columns; r++, at++) {
                mean[r] += data[at];
            }
        }
        for (int r = 0; r < columns; r++) {
            mean[r] /= rows;
        }
        return mean;
    }

    /** A(i, r) = A(i, r) * s_r. */
    public void scaleColumns(double[] s) {
        for (int i = 0; i < rows; i++) {
            for (int r = 0, at = i * stride; r < columns; r++, at++) {
                data[at] *= s[r];
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactorMatrix that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }
}
