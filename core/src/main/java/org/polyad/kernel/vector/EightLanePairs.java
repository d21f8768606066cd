package org.polyad.kernel.vector;

import static org.polyad.kernel.vector.EightLanes.EIGHT;
import static org.polyad.kernel.vector.EightLanes.LANES;
import static org.polyad.kernel.vector.EightLanes.PANEL;

import jdk.incubator.vector.DoubleVector;
import org.polyad.kernel.RowPairs;

/** {@link FourLanePairs} in vectors of eight: sixteen columns at a time, then eight, then four. */
final class EightLanePairs {
    private static final int WIDE = 2 * LANES;

    private EightLanePairs() {}

    static void products(RowPairs pairs, int from, int n, double[] to) {
        int r = 0;
        for (; r + WIDE <= pairs.stride; r += WIDE) {
            wideProducts(pairs, r, from, n, to);
        }
        if (r + LANES <= pairs.stride) {
            int at = r / LANES * PANEL;
            for (int p = 0; p < n; p++) {
                product(pairs, pairs.i[from + p] * pairs.stride + r, pairs.j[from + p] * pairs.stride + r)
                        .intoArray(to, at + 8 * p);
            }
            r += LANES;
        }
        if (r < pairs.stride) {
            FourLanePairs.narrowProducts(pairs, r, from, n, to);
        }
    }

    private static DoubleVector product(RowPairs pairs, int left, int right) {
        return DoubleVector.fromArray(EIGHT, pairs.a, left).mul(DoubleVector.fromArray(EIGHT, pairs.b, right));
    }

    private static void wideProducts(RowPairs pairs, int r, int from, int n, double[] to) {
        double[] a = pairs.a;
        double[] b = pairs.b;
        int at = r / LANES * PANEL;
        for (int p = 0; p < n; p++) {
            int left = pairs.i[from + p] * pairs.stride + r;
            int right = pairs.j[from + p] * pairs.stride + r;
            DoubleVector.fromArray(EIGHT, a, left)
                    .mul(DoubleVector.fromArray(EIGHT, b, right))
                    .intoArray(to, at + 8 * p);
            DoubleVector.fromArray(EIGHT, a, left + 8)
                    .mul(DoubleVector.fromArray(EIGHT, b, right + 8))
                    .intoArray(to, at + PANEL + 8 * p);
        }
    }

    static void addScaled(RowPairs pairs, int from, int to, double[] y, double[] v) {
        int r = 0;
        for (; r + WIDE <= pairs.stride; r += WIDE) {
            addWideScaled(pairs, r, from, to, y, v);
        }
        if (r + LANES <= pairs.stride) {
            DoubleVector sum = DoubleVector.fromArray(EIGHT, v, r);
            for (int p = from; p < to; p++) {
                DoubleVector scale = DoubleVector.broadcast(EIGHT, y[p]);
                int left = pairs.i[p] * pairs.stride + r;
                sum = product(pairs, left, pairs.j[p] * pairs.stride + r).fma(scale, sum);
            }
            sum.intoArray(v, r);
            r += LANES;
        }
        if (r < pairs.stride) {
            FourLanePairs.addNarrowScaled(pairs, r, from, to, y, v);
        }
    }

    private static void addWideScaled(RowPairs pairs, int r, int from, int to, double[] y, double[] v) {
        double[] a = pairs.a;
        double[] b = pairs.b;
        DoubleVector v0 = DoubleVector.fromArray(EIGHT, v, r);
        DoubleVector v1 = DoubleVector.fromArray(EIGHT, v, r + 8);
        for (int p = from; p < to; p++) {
            int i = pairs.i[p] * pairs.stride + r;
            int j = pairs.j[p] * pairs.stride + r;
            DoubleVector scale = DoubleVector.broadcast(EIGHT, y[p]);
            v0 = DoubleVector.fromArray(EIGHT, a, i).mul(scale).fma(DoubleVector.fromArray(EIGHT, b, j), v0);
            v1 = DoubleVector.fromArray(EIGHT, a, i + 8).mul(scale).fma(DoubleVector.fromArray(EIGHT, b, j + 8), v1);
        }
        v0.intoArray(v, r);
        v1.intoArray(v, r + 8);
    }
}
