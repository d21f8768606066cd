package org.polyad.kernel;

import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/** Khatri-Rao rows, the design vectors of a CP model: k_p = prod_{n != mode} A_n(i_n, :), elementwise. */
final class KhatriRao {
    private final Kernels kernels;

    KhatriRao(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Fills n design vectors, for the entries from {@code from} on. Allocates nothing; O(n R d).
     *
     * @param factors the model (input, not modified)
     * @param to n design vectors, {@code stride} apart (output, overwritten)
     */
    void fill(ModeView view, FactorMatrix[] factors, int from, int n, double[] to) {
        int stride = factors[0].stride();
        int first = first(view);
        int second = after(view, first);
        int[][] subscripts = view.subscripts();
        if (second >= factors.length) {
            copy(subscripts[first], factors[first], from, n, to);
            return;
        }
        kernels.product(
                factors[first].data(),
                subscripts[first],
                factors[second].data(),
                subscripts[second],
                from,
                n,
                stride,
                to);
        for (int k = after(view, second); k < factors.length; k = after(view, k)) {
            kernels.times(factors[k].data(), subscripts[k], from, n, stride, to);
        }
    }

    /** v += sum_p x_p k_p in a tensor of order 3, where the design vectors need not be stored. */
    void addProducts(ModeView view, FactorMatrix[] factors, int from, int n, double[] v) {
        int first = first(view);
        int second = after(view, first);
        kernels.addProducts(
                factors[first].data(),
                view.subscripts()[first],
                factors[second].data(),
                view.subscripts()[second],
                view.values(),
                from,
                n,
                factors[0].stride(),
                v);
    }

    private static int first(ModeView view) {
        return view.mode() == 0 ? 1 : 0;
    }

    private static int after(ModeView view, int mode) {
        return mode + 1 == view.mode() ? mode + 2 : mode + 1;
    }

    private static void copy(int[] index, FactorMatrix factor, int from, int n, double[] to) {
        int stride = factor.stride();
        for (int p = 0; p < n; p++) {
            System.arraycopy(factor.data(), index[from + p] * stride, to, p * stride, stride);
        }
    }
}
