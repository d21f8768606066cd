package org.polyad.moments;

import java.util.Arrays;
import org.polyad.InvalidInputException;

/**
 * A symmetric tensor of order 3 with n rows a mode, each of its n (n + 1) (n + 2) / 6 different numbers kept once: those of i &gt;= j
 * &gt;= k, k running fastest.
 */
public final class SmallTensor {
    private final int size;
    private final double[] values;

    public SmallTensor(int size) {
        this(size, new double[length(size)]);
    }

    /** @param values packed; kept, not copied */
    public SmallTensor(int size, double[] values) {
        if (values.length != length(size)) {
            throw new InvalidInputException("a symmetric tensor with " + size + " rows a mode has " + length(size)
                    + " numbers, found " + values.length);
        }
        this.size = size;
        this.values = values;
    }

    /** n (n + 1) (n + 2) / 6. @throws InvalidInputException when an array cannot hold that many */
    public static int length(int size) {
        long length = (long) size * (size + 1) * (size + 2) / 6;
        if (size > 1600) {
            throw new InvalidInputException("third moments in " + size + " dimensions do not fit into an array");
        }
        return (int) length;
    }

    /** Where the numbers of (i, j, 0 .. j) begin, for i &gt;= j. */
    static int offset(int i, int j) {
        return i * (i + 1) / 2 * (i + 2) / 3 + j * (j + 1) / 2;
    }

    public int size() {
        return size;
    }

    /** The packed numbers themselves. */
    public double[] values() {
        return values;
    }

    public SmallTensor copy() {
        return new SmallTensor(size, values.clone());
    }

    public double at(int i, int j, int k) {
        int high = Math.max(i, Math.max(j, k));
        int low = Math.min(i, Math.min(j, k));
        return values[offset(high, i + j + k - high - low) + low];
    }

    /** T += weight v (x) v (x) v. */
    public void addCube(double weight, double[] v) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double factor = weight * v[i] * v[j];
                int at = offset(i, j);
                for (int k = 0; k <= j; k++) {
                    values[at + k] += factor * v[k];
                }
            }
        }
    }

    /** T_ijk += weight (A_ij b_k + A_ik b_j + A_jk b_i). @param a symmetric n x n, row-major */
    public void addSymmetric(double weight, double[] a, double[] b) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int at = offset(i, j);
                double ij = weight * a[i * size + j];
                for (int k = 0; k <= j; k++) {
                    values[at + k] += ij * b[k] + weight * (a[i * size + k] * b[j] + a[j * size + k] * b[i]);
                }
            }
        }
    }

    /** T += weight S. */
    public void add(double weight, SmallTensor other) {
        for (int p = 0; p < values.length; p++) {
            values[p] += weight * other.values[p];
        }
    }

    /**
     * y = T(I, v, v); O(n^3 / 2), allocates nothing.
     *
     * @param y n numbers (output)
     */
    public void square(double[] v, double[] y) {
        Arrays.fill(y, 0, size, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int at = offset(i, j);
                // (i, j, k) of different numbers stands for 6 places, of two equal ones for 3; those with k = j come
                // after.
                double scale = i == j ? 1 : 2;
                double factor = scale * v[i] * v[j];
                double sum = 0;
                for (int k = 0; k < j; k++) {
                    double value = values[at + k];
                    sum += value * v[k];
                    y[k] += factor * value;
                }
                double last = values[at + j];
                if (i == j) {
                    y[i] += 2 * sum * v[i] + last * v[i] * v[i];
                } else {
                    y[i] += 2 * sum * v[j] + last * v[j] * v[j];
                    y[j] += 2 * sum * v[i] + 2 * last * v[i] * v[j];
                }
            }
        }
    }

    /** T(I, I, v), n x n, row-major. */
    public double[] matrix(double[] v) {
        double[] y = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += at(i, j, k) * v[k];
                }
                y[i * size + j] = sum;
                y[j * size + i] = sum;
            }
        }
        return y;
    }

    /** T(W, W, W). @param w n x columns, row-major */
    public SmallTensor transformed(double[] w, int columns) {
        // (a, j, k) first, one column a after the other: T(w_a, I, I) is n x n, then W' of it W.
        SmallTensor to = new SmallTensor(columns);
        double[] column = new double[size];
        double[] half = new double[columns * size];
        for (int a = 0; a < columns; a++) {
            for (int i = 0; i < size; i++) {
                column[i] = w[i * columns + a];
            }
            double[] slice = matrix(column);
            Matrices.transposeTimes(w, slice, size, columns, size, half);
            for (int b = 0; b <= a; b++) {
                int at = offset(a, b);
                for (int c = 0; c <= b; c++) {
                    double sum = 0;
                    for (int k = 0; k < size; k++) {
                        sum += half[b * size + k] * w[k * columns + c];
                    }
                    to.values[at + c] = sum;
                }
            }
        }
        return to;
    }

    /** The sum of the squares of all n^3 numbers. */
    public double normSquared() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int at = offset(i, j);
                for (int k = 0; k <= j; k++) {
                    int places = i == j && j == k ? 1 : i == j || j == k ? 3 : 6;
                    sum += places * values[at + k] * values[at + k];
                }
            }
        }
        return sum;
    }
}
