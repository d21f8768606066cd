package org.polyad.solver.lbfgsb;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.RowSystem;
import org.polyad.model.Format;
import org.polyad.tensor.FactorMatrix;

/**
 * A block's part in the gradient: sum_P Y_p k_p for each of its rows, over the cells in the block. Every mode's blocks have all cells
 * between them, so that those of mode 0 alone sum the losses.
 */
final class GradientTask implements BlockTask<GradientBlock> {
    private static final long serialVersionUID = 1L;

    private final Format format;
    private final CellLoss cells;

    GradientTask(Format format, CellLoss cells) {
        this.format = format;
        this.cells = cells;
    }

    @Override
    public GradientBlock apply(ModeView view, FactorMatrix[] factors) {
        FactorMatrix own = factors[view.mode()];
        int rank = own.columns();
        RowSystem system = format.rowSystem(view.mode(), cells);
        if (view.mode() != 0) {
            system.leaveValues();
        }
        double[] a = new double[own.stride()];
        double[] rows = new double[view.rows() * rank];
        for (int j = 0; j < view.rows(); j++) {
            System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
            Arrays.fill(system.gradient(), 0);
            system.addGradient(view, factors, view.rowStart()[j], view.rowStart()[j + 1], a);
            System.arraycopy(system.gradient(), 0, rows, j * rank, rank);
        }
        return new GradientBlock(view.mode(), view.firstRow(), rows, system.value());
    }
}
