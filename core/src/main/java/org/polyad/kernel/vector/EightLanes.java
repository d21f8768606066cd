package org.polyad.kernel.vector;

import static org.polyad.kernel.vector.FourLanes.FOUR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.polyad.kernel.Chunk;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowPairs;
import org.polyad.tensor.FactorMatrix;

/**
 * The loops in 512-bit vectors, eight doubles each. Here a panel of a chunk is eight columns wide, where the four-column panels of
 * {@link Chunk} would begin: number r of vector p stands at {@code (r / 8) * 2 PANEL + 8 p + r % 8}. Where the stride is no multiple of
 * eight the last four columns are a panel of four, and {@link FourLanes}' work. Sums over lanes cost more the more lanes there are, so
 * they are taken over four. A class of its own, since the compiler keeps vectors in registers only where their width is a constant.
 * Every result is {@link FourLanes}' to the bit, so that a cluster may mix both kinds of machine.
 */
final class EightLanes implements Kernels {
    static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;
    static final int LANES = 8;
    static final int PANEL = 2 * Chunk.PANEL;
    private static final int WIDE = 2 * LANES;

    /** Whether the machine has such vectors. */
    static boolean suitable() {
        return DoubleVector.SPECIES_PREFERRED.length() >= LANES;
    }

    /** The columns that are in panels of eight. */
    static int whole(int stride) {
        return stride & -LANES;
    }

    @Override
    public void models(double[] design, int n, double[] a, double[] m) {
        int r = 0;
        for (; r + WIDE <= a.length; r += WIDE) {
            wideModels(design, n, a, r, m);
        }
        if (r + LANES <= a.length) {
            models(design, n, a, r, m);
            r += LANES;
        }
        if (r < a.length) {
            FourLanes.narrowModels(design, n, a, r, m);
        }
    }

    private static void wideModels(double[] design, int n, double[] a, int r, double[] m) {
        int at = r / LANES * PANEL;
        DoubleVector a0 = DoubleVector.fromArray(FOUR, a, r);
        DoubleVector a1 = DoubleVector.fromArray(FOUR, a, r + 4);
        DoubleVector a2 = DoubleVector.fromArray(FOUR, a, r + 8);
        DoubleVector a3 = DoubleVector.fromArray(FOUR, a, r + 12);
        for (int p = 0; p < n; p++) {
            DoubleVector left = DoubleVector.fromArray(FOUR, design, at + 8 * p).mul(a0);
            DoubleVector right =
                    DoubleVector.fromArray(FOUR, design, at + PANEL + 8 * p).mul(a2);
            left = DoubleVector.fromArray(FOUR, design, at + 8 * p + 4).fma(a1, left);
            right = DoubleVector.fromArray(FOUR, design, at + PANEL + 8 * p + 4).fma(a3, right);
            double sum = FourLanes.total(left.add(right));
            m[p] = r == 0 ? sum : m[p] + sum;
        }
    }

    private static void models(double[] design, int n, double[] a, int r, double[] m) {
        int at = r / LANES * PANEL;
        DoubleVector a0 = DoubleVector.fromArray(FOUR, a, r);
        DoubleVector a1 = DoubleVector.fromArray(FOUR, a, r + 4);
        for (int p = 0; p < n; p++) {
            double left = FourLanes.total(
                    DoubleVector.fromArray(FOUR, design, at + 8 * p).mul(a0));
            double right = FourLanes.total(
                    DoubleVector.fromArray(FOUR, design, at + 8 * p + 4).mul(a1));
            m[p] = (r == 0 ? left : m[p] + left) + right;
        }
    }

    @Override
    public void addScaled(double[] design, int n, double[] y, double[] v) {
        int r = 0;
        for (; r + WIDE <= v.length; r += WIDE) {
            addWideScaled(design, n, y, v, r);
        }
        if (r + LANES <= v.length) {
            addScaled(design, n, y, v, r);
            r += LANES;
        }
        if (r < v.length) {
            FourLanes.addNarrowScaled(design, n, y, v, r);
        }
    }

    private static void addWideScaled(double[] design, int n, double[] y, double[] v, int r) {
        int at = r / LANES * PANEL;
        DoubleVector v0 = DoubleVector.fromArray(EIGHT, v, r);
        DoubleVector v1 = DoubleVector.fromArray(EIGHT, v, r + 8);
        for (int p = 0; p < n; p++) {
            DoubleVector scale = DoubleVector.broadcast(EIGHT, y[p]);
            v0 = DoubleVector.fromArray(EIGHT, design, at + 8 * p).fma(scale, v0);
            v1 = DoubleVector.fromArray(EIGHT, design, at + PANEL + 8 * p).fma(scale, v1);
        }
        v0.intoArray(v, r);
        v1.intoArray(v, r + 8);
    }

    private static void addScaled(double[] design, int n, double[] y, double[] v, int r) {
        int at = r / LANES * PANEL;
        DoubleVector sum = DoubleVector.fromArray(EIGHT, v, r);
        for (int p = 0; p < n; p++) {
            sum = DoubleVector.fromArray(EIGHT, design, at + 8 * p).fma(DoubleVector.broadcast(EIGHT, y[p]), sum);
        }
        sum.intoArray(v, r);
    }

    @Override
    public void addOuter(double[] design, int n, double[] z, int stride, double[] hessian) {
        EightLaneTiles.addOuter(design, n, z, stride, hessian);
    }

    @Override
    public void copy(FactorMatrix a, int[] i, int from, int n, double[] to) {
        double[] data = a.data();
        int stride = a.stride();
        int whole = whole(stride);
        for (int r = 0; r < whole; r += LANES) {
            int at = r / LANES * PANEL;
            for (int p = 0; p < n; p++) {
                DoubleVector.fromArray(EIGHT, data, i[from + p] * stride + r).intoArray(to, at + 8 * p);
            }
        }
        if (whole < stride) {
            FourLanes.narrowCopy(a, whole, i, from, n, to);
        }
    }

    @Override
    public void times(FactorMatrix a, int[] i, int from, int n, double[] to) {
        double[] data = a.data();
        int stride = a.stride();
        int whole = whole(stride);
        for (int r = 0; r < whole; r += LANES) {
            int at = r / LANES * PANEL;
            for (int p = 0; p < n; p++) {
                DoubleVector.fromArray(EIGHT, data, i[from + p] * stride + r)
                        .mul(DoubleVector.fromArray(EIGHT, to, at + 8 * p))
                        .intoArray(to, at + 8 * p);
            }
        }
        if (whole < stride) {
            FourLanes.narrowTimes(a, whole, i, from, n, to);
        }
    }

    @Override
    public void products(RowPairs pairs, int from, int n, double[] to) {
        EightLanePairs.products(pairs, from, n, to);
    }

    @Override
    public void productModels(RowPairs pairs, int from, int n, double[] a, double[] m) {
        FourLanePairs.models(pairs, from, n, a, m);
    }

    @Override
    public void addProducts(RowPairs pairs, int from, int to, double[] y, double[] v) {
        EightLanePairs.addScaled(pairs, from, to, y, v);
    }
}
