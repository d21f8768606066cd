package org.polyad.linalg;

import org.netlib.lapack.Dgelqf;
import org.netlib.lapack.Dorglq;
import org.netlib.lapack.Dsyev;
import org.netlib.util.intW;

/** LAPACK's decompositions of row-major matrices, which LAPACK reads as the transposed. */
public final class Decompositions {
    private Decompositions() {}

    /**
     * An orthonormal basis of the columns of Y, in their order: the first r columns span what those of Y do. Y is overwritten by it.
     *
     * @param y rows x columns, rows &gt;= columns
     * @throws IllegalStateException when LAPACK fails
     */
    public static void orthonormalise(double[] y, int rows, int columns) {
        double[] tau = new double[columns];
        double[] work = new double[64 * columns];
        intW info = new intW(0);
        // Y' = L Q
        Dgelqf.dgelqf(columns, rows, y, 0, columns, tau, 0, work, 0, work.length, info);
        check(info);
        Dorglq.dorglq(columns, rows, columns, y, 0, columns, tau, 0, work, 0, work.length, info);
        check(info);
    }

    /**
     * Eigenvalues, ascending.
     *
     * @param a symmetric n x n, overwritten by the eigenvectors, one after the other
     * @throws IllegalStateException when LAPACK does not converge
     */
    public static double[] eigen(double[] a, int n) {
        double[] values = new double[n];
        double[] work = new double[Math.max(1, 3 * n)];
        intW info = new intW(0);
        Dsyev.dsyev("V", "U", n, a, 0, n, values, 0, work, 0, work.length, info);
        check(info);
        return values;
    }

    private static void check(intW info) {
        if (info.val != 0) {
            throw new IllegalStateException("LAPACK did not converge: info " + info.val);
        }
    }
}
