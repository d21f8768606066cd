package org.polyad.kernel.vector;

import static org.polyad.kernel.vector.FourLanes.FOUR;
import static org.polyad.kernel.vector.FourLanes.LANES;

import jdk.incubator.vector.DoubleVector;
import org.polyad.kernel.Chunk;
import org.polyad.kernel.RowPairs;

/** The kernels of order 3 on elementwise products of two factor rows, sixteen columns at a time and then four. */
final class FourLanePairs {
    private static final int PANEL = Chunk.PANEL;
    private static final int WIDE = 4 * LANES;

    private FourLanePairs() {}

    static void products(RowPairs pairs, int from, int n, double[] to) {
        int r = 0;
        for (; r + WIDE <= pairs.stride; r += WIDE) {
            wideProducts(pairs, r, from, n, to);
        }
        for (; r < pairs.stride; r += LANES) {
            narrowProducts(pairs, r, from, n, to);
        }
    }

    static void narrowProducts(RowPairs pairs, int r, int from, int n, double[] to) {
        int at = r / LANES * PANEL;
        for (int p = 0; p < n; p++) {
            product(pairs, pairs.i[from + p] * pairs.stride + r, pairs.j[from + p] * pairs.stride + r)
                    .intoArray(to, at + 4 * p);
        }
    }

    private static DoubleVector product(RowPairs pairs, int left, int right) {
        return DoubleVector.fromArray(FOUR, pairs.a, left).mul(DoubleVector.fromArray(FOUR, pairs.b, right));
    }

    private static void wideProducts(RowPairs pairs, int r, int from, int n, double[] to) {
        double[] a = pairs.a;
        double[] b = pairs.b;
        int at = r / LANES * PANEL;
        for (int p = 0; p < n; p++) {
            int left = pairs.i[from + p] * pairs.stride + r;
            int right = pairs.j[from + p] * pairs.stride + r;
            int into = at + 4 * p;
            DoubleVector.fromArray(FOUR, a, left)
                    .mul(DoubleVector.fromArray(FOUR, b, right))
                    .intoArray(to, into);
            DoubleVector.fromArray(FOUR, a, left + 4)
                    .mul(DoubleVector.fromArray(FOUR, b, right + 4))
                    .intoArray(to, into + PANEL);
            DoubleVector.fromArray(FOUR, a, left + 8)
                    .mul(DoubleVector.fromArray(FOUR, b, right + 8))
                    .intoArray(to, into + 2 * PANEL);
            DoubleVector.fromArray(FOUR, a, left + 12)
                    .mul(DoubleVector.fromArray(FOUR, b, right + 12))
                    .intoArray(to, into + 3 * PANEL);
        }
    }

    static void models(RowPairs pairs, int from, int n, double[] a, double[] m) {
        int r = 0;
        for (; r + WIDE <= pairs.stride; r += WIDE) {
            wideModels(pairs, r, from, n, a, m);
        }
        for (; r < pairs.stride; r += LANES) {
            DoubleVector factor = DoubleVector.fromArray(FOUR, a, r);
            for (int p = 0; p < n; p++) {
                int left = pairs.i[from + p] * pairs.stride + r;
                int right = pairs.j[from + p] * pairs.stride + r;
                double sum = FourLanes.total(product(pairs, left, right).mul(factor));
                m[p] = r == 0 ? sum : m[p] + sum;
            }
        }
    }

    private static void wideModels(RowPairs pairs, int r, int from, int n, double[] of, double[] m) {
        double[] a = pairs.a;
        double[] b = pairs.b;
        DoubleVector f0 = DoubleVector.fromArray(FOUR, of, r);
        DoubleVector f1 = DoubleVector.fromArray(FOUR, of, r + 4);
        DoubleVector f2 = DoubleVector.fromArray(FOUR, of, r + 8);
        DoubleVector f3 = DoubleVector.fromArray(FOUR, of, r + 12);
        for (int p = 0; p < n; p++) {
            int i = pairs.i[from + p] * pairs.stride + r;
            int j = pairs.j[from + p] * pairs.stride + r;
            DoubleVector left = DoubleVector.fromArray(FOUR, a, i)
                    .mul(DoubleVector.fromArray(FOUR, b, j))
                    .mul(f0);
            DoubleVector right = DoubleVector.fromArray(FOUR, a, i + 8)
                    .mul(DoubleVector.fromArray(FOUR, b, j + 8))
                    .mul(f2);
            left = DoubleVector.fromArray(FOUR, a, i + 4)
                    .mul(DoubleVector.fromArray(FOUR, b, j + 4))
                    .fma(f1, left);
            right = DoubleVector.fromArray(FOUR, a, i + 12)
                    .mul(DoubleVector.fromArray(FOUR, b, j + 12))
                    .fma(f3, right);
            double sum = FourLanes.total(left.add(right));
            m[p] = r == 0 ? sum : m[p] + sum;
        }
    }

    static void addScaled(RowPairs pairs, int from, int to, double[] y, double[] v) {
        int r = 0;
        for (; r + WIDE <= pairs.stride; r += WIDE) {
            addWideScaled(pairs, r, from, to, y, v);
        }
        for (; r < pairs.stride; r += LANES) {
            addNarrowScaled(pairs, r, from, to, y, v);
        }
    }

    static void addNarrowScaled(RowPairs pairs, int r, int from, int to, double[] y, double[] v) {
        DoubleVector sum = DoubleVector.fromArray(FOUR, v, r);
        for (int p = from; p < to; p++) {
            DoubleVector scale = DoubleVector.broadcast(FOUR, y[p]);
            int left = pairs.i[p] * pairs.stride + r;
            sum = product(pairs, left, pairs.j[p] * pairs.stride + r).fma(scale, sum);
        }
        sum.intoArray(v, r);
    }

    private static void addWideScaled(RowPairs pairs, int r, int from, int to, double[] y, double[] v) {
        double[] a = pairs.a;
        double[] b = pairs.b;
        DoubleVector v0 = DoubleVector.fromArray(FOUR, v, r);
        DoubleVector v1 = DoubleVector.fromArray(FOUR, v, r + 4);
        DoubleVector v2 = DoubleVector.fromArray(FOUR, v, r + 8);
        DoubleVector v3 = DoubleVector.fromArray(FOUR, v, r + 12);
        for (int p = from; p < to; p++) {
            int i = pairs.i[p] * pairs.stride + r;
            int j = pairs.j[p] * pairs.stride + r;
            DoubleVector scale = DoubleVector.broadcast(FOUR, y[p]);
            v0 = DoubleVector.fromArray(FOUR, a, i).mul(scale).fma(DoubleVector.fromArray(FOUR, b, j), v0);
            v1 = DoubleVector.fromArray(FOUR, a, i + 4).mul(scale).fma(DoubleVector.fromArray(FOUR, b, j + 4), v1);
            v2 = DoubleVector.fromArray(FOUR, a, i + 8).mul(scale).fma(DoubleVector.fromArray(FOUR, b, j + 8), v2);
            v3 = DoubleVector.fromArray(FOUR, a, i + 12).mul(scale).fma(DoubleVector.fromArray(FOUR, b, j + 12), v3);
        }
        v0.intoArray(v, r);
        v1.intoArray(v, r + 4);
        v2.intoArray(v, r + 8);
        v3.intoArray(v, r + 12);
    }
}
