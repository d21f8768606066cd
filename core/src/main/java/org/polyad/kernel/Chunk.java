package org.polyad.kernel;

import org.polyad.tensor.FactorMatrix;

/**
 * Scratch for a run of up to {@link #SIZE} entries of one row: their design vectors (for CP the Khatri-Rao rows), which stay in
 * the first-level cache between the kernels that fill and that use them, and one number each of everything else.
 */
public final class Chunk {
    /** 64 design vectors of rank 16 take 8 KiB. */
    public static final int SIZE = 64;

    final int rank;
    final int stride;
    final double[] design;
    final double[] x = new double[SIZE];
    final double[] w = new double[SIZE];
    final double[] m = new double[SIZE];
    final double[] f = new double[SIZE];
    final double[] g = new double[SIZE];
    final double[] h = new double[SIZE];

    public Chunk(int rank) {
        this.rank = rank;
        this.stride = FactorMatrix.stride(rank);
        this.design = new double[SIZE * stride];
    }
}
