package org.polyad.solver;

import java.util.Arrays;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowSystem;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/** A block's part in the diagonal of the row problems' Hessians: sum_P Z_p k_p * k_p for each of its rows, over the cells in the block. */
final class CurvatureTask implements BlockTask<GradientBlock> {
    private static final long serialVersionUID = 1L;

    private final CellLoss cells;

    CurvatureTask(CellLoss cells) {
        this.cells = cells;
    }

    @Override
    public GradientBlock apply(ModeView view, FactorMatrix[] factors) {
        FactorMatrix own = factors[view.mode()];
        int rank = own.columns();
        RowSystem system = new RowSystem(rank, cells, Kernels.fastest());
        double[] a = new double[own.stride()];
        double[] rows = new double[view.rows() * rank];
        for (int j = 0; j < view.rows(); j++) {
            System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
            Arrays.fill(system.hessian(), 0);
            system.add(view, factors, view.rowStart()[j], view.rowStart()[j + 1], a);
            for (int r = 0; r < rank; r++) {
                rows[j * rank + r] = system.hessian()[r * system.stride() + r];
            }
        }
        return new GradientBlock(view.mode(), view.firstRow(), rows, 0);
    }
}
