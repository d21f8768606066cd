package org.polyad.kernel.vector;

import org.polyad.kernel.Chunk;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowPairs;
import org.polyad.tensor.FactorMatrix;

/** Plain loops, the way that the formulas read. */
public final class PlainKernels implements Kernels {
    public static final PlainKernels INSTANCE = new PlainKernels();

    private PlainKernels() {}

    /** Where number r of the first design vector stands. */
    private static int at(int r) {
        return (r >> 2) * Chunk.PANEL + (r & 3);
    }

    @Override
    public void models(double[] design, int n, double[] a, double[] m) {
        for (int p = 0; p < n; p++) {
            double sum = 0;
            for (int r = 0; r < a.length; r++) {
                sum += a[r] * design[at(r) + 4 * p];
            }
            m[p] = sum;
        }
    }

    @Override
    public void addScaled(double[] design, int n, double[] y, double[] v) {
        for (int r = 0; r < v.length; r++) {
            double sum = v[r];
            for (int p = 0, at = at(r); p < n; p++, at += 4) {
                sum += y[p] * design[at];
            }
            v[r] = sum;
        }
    }

    @Override
    public void addOuter(double[] design, int n, double[] z, int stride, double[] hessian) {
        for (int r = 0; r < stride; r++) {
            for (int c = r; c < stride; c++) {
                double sum = hessian[r * stride + c];
                for (int p = 0; p < n; p++) {
                    sum += z[p] * design[at(r) + 4 * p] * design[at(c) + 4 * p];
                }
                hessian[r * stride + c] = sum;
            }
        }
    }

    @Override
    public void copy(FactorMatrix a, int[] i, int from, int n, double[] to) {
        for (int p = 0; p < n; p++) {
            int row = a.offset(i[from + p]);
            for (int r = 0; r < a.stride(); r++) {
                to[at(r) + 4 * p] = a.data()[row + r];
            }
        }
    }

    @Override
    public void times(FactorMatrix a, int[] i, int from, int n, double[] to) {
        for (int p = 0; p < n; p++) {
            int row = a.offset(i[from + p]);
            for (int r = 0; r < a.stride(); r++) {
                to[at(r) + 4 * p] *= a.data()[row + r];
            }
        }
    }

    @Override
    public void products(RowPairs pairs, int from, int n, double[] to) {
        for (int p = 0; p < n; p++) {
            int left = pairs.i[from + p] * pairs.stride;
            int right = pairs.j[from + p] * pairs.stride;
            for (int r = 0; r < pairs.stride; r++) {
                to[at(r) + 4 * p] = pairs.a[left + r] * pairs.b[right + r];
            }
        }
    }

    @Override
    public void productModels(RowPairs pairs, int from, int n, double[] a, double[] m) {
        for (int p = 0; p < n; p++) {
            int left = pairs.i[from + p] * pairs.stride;
            int right = pairs.j[from + p] * pairs.stride;
            double sum = 0;
            for (int r = 0; r < pairs.stride; r++) {
                sum += a[r] * (pairs.a[left + r] * pairs.b[right + r]);
            }
            m[p] = sum;
        }
    }

    @Override
    public void addProducts(RowPairs pairs, int from, int to, double[] y, double[] v) {
        for (int p = from; p < to; p++) {
            int left = pairs.i[p] * pairs.stride;
            int right = pairs.j[p] * pairs.stride;
            double scale = y[p];
            for (int r = 0; r < pairs.stride; r++) {
                v[r] += scale * pairs.a[left + r] * pairs.b[right + r];
            }
        }
    }
}
