package org.polyad.kernel;

import org.polyad.tensor.FactorMatrix;

/**
 * Scratch for a run of up to {@link #SIZE} entries of one row: their design vectors (for CP the Khatri-Rao rows), which stay in
 * the first-level cache between the kernels that fill and that use them, and one number each of everything else.
 *
 * <p>The design vectors lie in panels of four columns: number r of vector p stands at {@code (r / 4) * PANEL + 4 p + r % 4}. With a
 * constant step from entry to entry the compiler takes its bounds checks out of the loops, which a step of the stride would not
 * let it do.
 */
public final class Chunk {
    /** 64 design vectors of rank 16 take 8 KiB. */
    public static final int SIZE = 64;

    /** Where the next four columns begin: a cache line more than they take, so that panels do not share the same few cache sets. */
    public static final int PANEL = 4 * SIZE + 8;

    public final double[] design;
    final double[] x = new double[SIZE];
    final double[] w = new double[SIZE];
    final double[] m = new double[SIZE];
    final double[] ahead = new double[SIZE];
    final double[] f = new double[SIZE];
    final double[] g = new double[SIZE];
    final double[] h = new double[SIZE];

    public Chunk(int rank) {
        this.design = panels(rank);
    }

    public static double[] panels(int rank) {
        return new double[FactorMatrix.stride(rank) / 4 * PANEL];
    }

    /** The sum of the first n of f. */
    double total(int n) {
        return Sums.of(f, n);
    }
}
