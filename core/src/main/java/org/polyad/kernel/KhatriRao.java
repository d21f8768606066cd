package org.polyad.kernel;

import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/** Fills chunks with Khatri-Rao rows, the design vectors of a CP model. */
final class KhatriRao {
    private KhatriRao() {}

    /**
     * k_p = prod_{n != mode} A_n(i_n, :), elementwise, for n entries from {@code from} on. Allocates nothing; O(n R d).
     *
     * @param factors the model (input, not modified)
     * @param to n design vectors, {@code stride} apart (output, overwritten)
     */
    static void fill(ModeView view, FactorMatrix[] factors, int from, int n, double[] to) {
        int mode = view.mode();
        int first = mode == 0 ? 1 : 0;
        int second = first + 1 == mode ? first + 2 : first + 1;
        if (second >= factors.length) {
            copy(view.subscripts()[first], factors[first], from, n, to);
            return;
        }
        product(view.subscripts()[first], factors[first], view.subscripts()[second], factors[second], from, n, to);
        for (int k = second + 1; k < factors.length; k++) {
            if (k != mode) {
                times(view.subscripts()[k], factors[k], from, n, to);
            }
        }
    }

    private static void copy(int[] index, FactorMatrix factor, int from, int n, double[] to) {
        int stride = factor.stride();
        for (int p = 0; p < n; p++) {
            System.arraycopy(factor.data(), index[from + p] * stride, to, p * stride, stride);
        }
    }

    private static void product(int[] left, FactorMatrix a, int[] right, FactorMatrix b, int from, int n, double[] to) {
        int stride = a.stride();
        double[] one = a.data();
        double[] two = b.data();
        for (int p = 0; p < n; p++) {
            int i = left[from + p] * stride;
            int j = right[from + p] * stride;
            int at = p * stride;
            for (int r = 0; r < stride; r++) {
                to[at + r] = one[i + r] * two[j + r];
            }
        }
    }

    private static void times(int[] index, FactorMatrix factor, int from, int n, double[] to) {
        int stride = factor.stride();
        double[] data = factor.data();
        for (int p = 0; p < n; p++) {
            int i = index[from + p] * stride;
            int at = p * stride;
            for (int r = 0; r < stride; r++) {
                to[at + r] *= data[i + r];
            }
        }
    }
}
