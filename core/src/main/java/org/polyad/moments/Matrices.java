package org.polyad.moments;

import java.util.Arrays;
import org.netlib.lapack.Dgesv;
import org.netlib.util.intW;
import org.polyad.linalg.Decompositions;

/**
 * Small dense matrices, row-major. Products add in one fixed order, and decompositions are Java's own, so that every machine gives the
 * same bits.
 */
final class Matrices {
    private Matrices() {}

    /** C = A'B. @param a rows x m @param b rows x n @param c m x n (output) */
    static void transposeTimes(double[] a, double[] b, int rows, int m, int n, double[] c) {
        Arrays.fill(c, 0, m * n, 0);
        for (int i = 0; i < rows; i++) {
            for (int p = 0; p < m; p++) {
                double factor = a[i * m + p];
                int to = p * n;
                int from = i * n;
                for (int q = 0; q < n; q++) {
                    c[to + q] += factor * b[from + q];
                }
            }
        }
    }

    /** A B. @param a m x n @param b n x p */
    static double[] times(double[] a, double[] b, int m, int n, int p) {
        double[] c = new double[m * p];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < n; k++) {
                double factor = a[i * n + k];
                for (int j = 0; j < p; j++) {
                    c[i * p + j] += factor * b[k * p + j];
                }
            }
        }
        return c;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Eigenvalues, the largest first, and eigenvectors as rows of an n x n array. */
    record Eigen(double[] values, double[] vectors) {
        /** @param a symmetric n x n (not changed) */
        static Eigen of(double[] a, int n) {
            double[] vectors = a.clone();
            double[] ascending = Decompositions.eigen(vectors, n);
            double[] values = new double[n];
            double[] rows = new double[n * n];
            for (int r = 0; r < n; r++) {
                values[r] = ascending[n - 1 - r];
                System.arraycopy(vectors, (n - 1 - r) * n, rows, r * n, n);
            }
            return new Eigen(values, rows);
        }
    }

    /** Makes a square matrix, symmetric up to rounding, symmetric. */
    static void symmetric(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (a[i * n + j] + a[j * n + i]) / 2;
                a[i * n + j] = mean;
                a[j * n + i] = mean;
            }
        }
    }

    /** Solves A X = B. @param a n x n (not changed) @param b n x m, row-major (not changed) @return null when A is singular */
    static double[] solve(double[] a, double[] b, int n, int m) {
        double[] columnMajor = transposed(a, n, n);
        double[] x = transposed(b, n, m);
        intW info = new intW(0);
        Dgesv.dgesv(n, m, columnMajor, 0, n, new int[n], 0, x, 0, n, info);
        return info.val == 0 ? transposed(x, m, n) : null;
    }

    static double[] transposed(double[] a, int rows, int columns) {
        double[] t = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }
}
