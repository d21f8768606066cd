package org.polyad.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.polyad.kernel.Chunk;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowPairs;
import org.polyad.tensor.FactorMatrix;

/**
 * The loops in 256-bit vectors, four doubles each, which is what the stride is padded to and what a panel of a chunk is wide. Sixteen
 * columns at a time, then four. Few vector locals in short loops: C2 keeps these in registers, and gives up on many. Lane sums are
 * added in a fixed order, so that interpreted and compiled code give the same bits (a fused multiply-add is exact in both).
 */
final class FourLanes implements Kernels {
    static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    static final int LANES = 4;
    private static final int WIDE = 4 * LANES;
    private static final int PANEL = Chunk.PANEL;

    /** Whether the machine has such vectors: where it has not, each would be an object. */
    static boolean suitable() {
        return DoubleVector.SPECIES_PREFERRED.length() >= LANES;
    }

    /** The sum of the lanes, in an order that does not depend on the compiler. */
    static double total(DoubleVector v) {
        return (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
    }

    @Override
    public void models(double[] design, int n, double[] a, double[] m) {
        int r = 0;
        for (; r + WIDE <= a.length; r += WIDE) {
            wideModels(design, n, a, r, m);
        }
        for (; r < a.length; r += LANES) {
            narrowModels(design, n, a, r, m);
        }
    }

    /** Adds what the columns {@code r} to {@code r + 3} give; the first of them overwrite. */
    static void narrowModels(double[] design, int n, double[] a, int r, double[] m) {
        int at = r / LANES * PANEL;
        DoubleVector factor = DoubleVector.fromArray(FOUR, a, r);
        for (int p = 0; p < n; p++) {
            double sum = total(DoubleVector.fromArray(FOUR, design, at + 4 * p).mul(factor));
            m[p] = r == 0 ? sum : m[p] + sum;
        }
    }

    private static void wideModels(double[] design, int n, double[] a, int r, double[] m) {
        int at = r / LANES * PANEL;
        DoubleVector a0 = DoubleVector.fromArray(FOUR, a, r);
        DoubleVector a1 = DoubleVector.fromArray(FOUR, a, r + 4);
        DoubleVector a2 = DoubleVector.fromArray(FOUR, a, r + 8);
        DoubleVector a3 = DoubleVector.fromArray(FOUR, a, r + 12);
        for (int p = 0; p < n; p++) {
            DoubleVector left = DoubleVector.fromArray(FOUR, design, at + 4 * p).mul(a0);
            DoubleVector right =
                    DoubleVector.fromArray(FOUR, design, at + 2 * PANEL + 4 * p).mul(a2);
            left = DoubleVector.fromArray(FOUR, design, at + PANEL + 4 * p).fma(a1, left);
            right = DoubleVector.fromArray(FOUR, design, at + 3 * PANEL + 4 * p).fma(a3, right);
            double sum = total(left.add(right));
            m[p] = r == 0 ? sum : m[p] + sum;
        }
    }

    @Override
    public void addScaled(double[] design, int n, double[] y, double[] v) {
        int r = 0;
        for (; r + WIDE <= v.length; r += WIDE) {
            addWideScaled(design, n, y, v, r);
        }
        for (; r < v.length; r += LANES) {
            addNarrowScaled(design, n, y, v, r);
        }
    }

    static void addNarrowScaled(double[] design, int n, double[] y, double[] v, int r) {
        int at = r / LANES * PANEL;
        DoubleVector sum = DoubleVector.fromArray(FOUR, v, r);
        for (int p = 0; p < n; p++) {
            sum = DoubleVector.fromArray(FOUR, design, at + 4 * p).fma(DoubleVector.broadcast(FOUR, y[p]), sum);
        }
        sum.intoArray(v, r);
    }

    private static void addWideScaled(double[] design, int n, double[] y, double[] v, int r) {
        int at = r / LANES * PANEL;
        DoubleVector v0 = DoubleVector.fromArray(FOUR, v, r);
        DoubleVector v1 = DoubleVector.fromArray(FOUR, v, r + 4);
        DoubleVector v2 = DoubleVector.fromArray(FOUR, v, r + 8);
        DoubleVector v3 = DoubleVector.fromArray(FOUR, v, r + 12);
        for (int p = 0; p < n; p++) {
            DoubleVector scale = DoubleVector.broadcast(FOUR, y[p]);
            v0 = DoubleVector.fromArray(FOUR, design, at + 4 * p).fma(scale, v0);
            v1 = DoubleVector.fromArray(FOUR, design, at + PANEL + 4 * p).fma(scale, v1);
            v2 = DoubleVector.fromArray(FOUR, design, at + 2 * PANEL + 4 * p).fma(scale, v2);
            v3 = DoubleVector.fromArray(FOUR, design, at + 3 * PANEL + 4 * p).fma(scale, v3);
        }
        v0.intoArray(v, r);
        v1.intoArray(v, r + 4);
        v2.intoArray(v, r + 8);
        v3.intoArray(v, r + 12);
    }

    @Override
    public void addOuter(double[] design, int n, double[] z, int stride, double[] hessian) {
        FourLaneTiles.addOuter(design, n, z, stride, hessian);
    }

    @Override
    public void copy(FactorMatrix a, int[] i, int from, int n, double[] to) {
        for (int r = 0; r < a.stride(); r += LANES) {
            narrowCopy(a, r, i, from, n, to);
        }
    }

    static void narrowCopy(FactorMatrix a, int r, int[] i, int from, int n, double[] to) {
        double[] data = a.data();
        int stride = a.stride();
        int at = r / LANES * PANEL;
        for (int p = 0; p < n; p++) {
            DoubleVector.fromArray(FOUR, data, i[from + p] * stride + r).intoArray(to, at + 4 * p);
        }
    }

    @Override
    public void times(FactorMatrix a, int[] i, int from, int n, double[] to) {
        for (int r = 0; r < a.stride(); r += LANES) {
            narrowTimes(a, r, i, from, n, to);
        }
    }

    static void narrowTimes(FactorMatrix a, int r, int[] i, int from, int n, double[] to) {
        double[] data = a.data();
        int stride = a.stride();
        int at = r / LANES * PANEL;
        for (int p = 0; p < n; p++) {
            DoubleVector.fromArray(FOUR, data, i[from + p] * stride + r)
                    .mul(DoubleVector.fromArray(FOUR, to, at + 4 * p))
                    .intoArray(to, at + 4 * p);
        }
    }

    @Override
    public void products(RowPairs pairs, int from, int n, double[] to) {
        FourLanePairs.products(pairs, from, n, to);
    }

    @Override
    public void productModels(RowPairs pairs, int from, int n, double[] a, double[] m) {
        FourLanePairs.models(pairs, from, n, a, m);
    }

    @Override
    public void addProducts(RowPairs pairs, int from, int to, double[] y, double[] v) {
        FourLanePairs.addScaled(pairs, from, to, y, v);
    }
}
