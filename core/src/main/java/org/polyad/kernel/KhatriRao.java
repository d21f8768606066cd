package org.polyad.kernel;

import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/** Khatri-Rao rows, the design vectors of a CP model: k_p = prod_{n != mode} A_n(i_n, :), elementwise. */
final class KhatriRao {
    private final Kernels kernels;
    private final RowPairs pairs = new RowPairs();
    private ModeView view;
    private FactorMatrix[] factors;
    private int first;
    private int second;

    KhatriRao(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Points at a view's entries and a model: for {@link #fill} and the rest, which allocate nothing and cost O(n R d).
     *
     * @param factors the model (input, not modified)
     */
    void aim(ModeView view, FactorMatrix[] factors) {
        this.view = view;
        this.factors = factors;
        first = view.mode() == 0 ? 1 : 0;
        second = after(first);
        if (second < factors.length) {
            int[][] subscripts = view.subscripts();
            pairs.set(
                    factors[first].data(),
                    subscripts[first],
                    factors[second].data(),
                    subscripts[second],
                    factors[0].stride());
        }
    }

    /** Fills n design vectors, for the entries from {@code from} on. @param to panels (output, overwritten) */
    void fill(int from, int n, double[] to) {
        if (second >= factors.length) {
            kernels.copy(factors[first], view.subscripts()[first], from, n, to);
            return;
        }
        kernels.products(pairs, from, n, to);
        for (int k = after(second); k < factors.length; k = after(k)) {
            kernels.times(factors[k], view.subscripts()[k], from, n, to);
        }
    }

    /** Whether {@link #models} and {@link #addValues} are there, which do not store the design vectors. */
    boolean direct() {
        return factors.length == 3;
    }

    /** m_p = a . k_p for n entries. @param m n numbers (output) */
    void models(int from, int n, double[] a, double[] m) {
        kernels.productModels(pairs, from, n, a, m);
    }

    /** v += sum_p x_p k_p over the values of the entries {@code from} to {@code to - 1}. */
    void addValues(int from, int to, double[] v) {
        kernels.addProducts(pairs, from, to, view.values(), v);
    }

    private int after(int mode) {
        return mode + 1 == view.mode() ? mode + 2 : mode + 1;
    }
}
