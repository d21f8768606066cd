package org.polyad.model.cp;

import org.polyad.blocks.ModeView;
import org.polyad.kernel.DesignVectors;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowPairs;
import org.polyad.tensor.FactorMatrix;

/** Khatri-Rao rows, the design vectors of a CP model: k_p = prod_{n != mode} A_n(i_n, :), elementwise. */
public final class KhatriRao implements DesignVectors {
    private final Kernels kernels;
    private final RowPairs pairs = new RowPairs();
    private ModeView view;
    private FactorMatrix[] factors;
    private int first;
    private int second;

    public KhatriRao(Kernels kernels) {
        this.kernels = kernels;
    }

    /** {@inheritDoc} O(1); {@link #fill} and the others are O(n R d). */
    @Override
    public void aim(ModeView view, FactorMatrix[] factors) {
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

    @Override
    public void fill(int from, int n, double[] to) {
        if (second >= factors.length) {
            kernels.copy(factors[first], view.subscripts()[first], from, n, to);
            return;
        }
        kernels.products(pairs, from, n, to);
        for (int k = after(second); k < factors.length; k = after(k)) {
            kernels.times(factors[k], view.subscripts()[k], from, n, to);
        }
    }

    @Override
    public boolean direct() {
        return factors.length == 3;
    }

    @Override
    public void models(int from, int n, double[] a, double[] m) {
        kernels.productModels(pairs, from, n, a, m);
    }

    @Override
    public void addValues(int from, int to, double[] v) {
        kernels.addProducts(pairs, from, to, view.values(), v);
    }

    private int after(int mode) {
        return mode + 1 == view.mode() ? mode + 2 : mode + 1;
    }
}
