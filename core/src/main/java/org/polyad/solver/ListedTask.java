package org.polyad.solver;

import org.polyad.kernel.CellLoss;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowSystem;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/** The part of the objective of a block's entries: the sum of w f(x, m), less f(0, m) where that is added in closed form elsewhere. */
final class ListedTask implements BlockTask<Double> {
    private static final long serialVersionUID = 1L;

    private final CellLoss cells;

    ListedTask(CellLoss cells) {
        this.cells = cells;
    }

    @Override
    public Double apply(ModeView view, FactorMatrix[] factors) {
        FactorMatrix own = factors[view.mode()];
        RowSystem system = new RowSystem(own.columns(), cells, Kernels.fastest());
        double[] a = new double[own.stride()];
        double sum = 0;
        for (int j = 0; j < view.rows(); j++) {
            System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
            sum += system.valueAt(view, factors, view.rowStart()[j], view.rowStart()[j + 1], a);
        }
        return sum;
    }
}
