package org.polyad.kernel;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.tensor.FactorMatrix;

/**
 * Work arrays for up to {@link #SIZE} entries of one row: their design vectors (for CP the Khatri-Rao rows), which stay in the first-level
 * cache between the kernel that fills them and the kernels that read them, and x, w, m, f and its derivatives.
 *
 * <p>The design vectors are stored in panels of four columns: number r of vector p is at {@code (r / 4) * PANEL + 4 p + r % 4}. The step from
 * entry to entry is a constant, so that the compiler removes bounds checks from the loops; with a step of the stride it does not.
 */
public final class Chunk {
    /** 64 design vectors of rank 16 take 8 KiB. */
    public static final int SIZE = 64;

    /** The distance between panels: a cache line more than four columns need, so that panels do not compete for the same cache sets. */
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

    /** The entries of the chunk that begins at {@code at}. */
    static int size(int at, int end) {
        return Math.min(SIZE, end - at);
    }

    /** Sets x and w of the first n cells: those of the entries from {@code at} on. */
    void load(ModeView view, int at, int n) {
        System.arraycopy(view.values(), at, x, 0, n);
        if (view.weights() == null) {
            Arrays.fill(w, 0, n, 1);
        } else {
            System.arraycopy(view.weights(), at, w, 0, n);
        }
    }

    /** The sum of the first n of f. */
    double total(int n) {
        return Sums.of(f, n);
    }
}
