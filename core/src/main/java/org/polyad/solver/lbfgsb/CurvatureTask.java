package org.polyad.solver.lbfgsb;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.RowSystem;
import org.polyad.model.Format;
import org.polyad.tensor.FactorMatrix;

/** A block's part in the diagonal of the row problems' Hessians: sum_P Z_p k_p * k_p for each of its rows, over the cells in the block. */
final class CurvatureTask implements BlockTask<GradientBlock> {
    private static final long serialVersionUID = 1L;

    private final Format format;
    private final CellLoss cells;

    CurvatureTask(Format format, CellLoss cells) {
        this.format = format;
        this.cells = cells;
    }

    @Override
    public GradientBlock apply(ModeView view, FactorMatrix[] factors) {
        FactorMatrix own = factors[view.mode()];
        int rank = own.columns();
        RowSystem system = format.rowSystem(view.mode(), cells);
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
