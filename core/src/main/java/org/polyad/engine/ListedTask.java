package org.polyad.engine;

import org.polyad.blocks.ModeView;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.RowSystem;
import org.polyad.model.Format;
import org.polyad.tensor.FactorMatrix;

/** The objective of a block's entries: the sum of w f(x, m), minus f(0, m) if that is added in closed form elsewhere. */
public final class ListedTask implements BlockTask<Double> {
    private static final long serialVersionUID = 1L;

    private final Format format;
    private final CellLoss cells;

    public ListedTask(Format format, CellLoss cells) {
        this.format = format;
        this.cells = cells;
    }

    @Override
    public Double apply(ModeView view, FactorMatrix[] factors) {
        FactorMatrix own = factors[view.mode()];
        RowSystem system = format.rowSystem(view.mode(), cells);
        double[] a = new double[own.stride()];
        double sum = 0;
        for (int j = 0; j < view.rows(); j++) {
            System.arraycopy(own.data(), own.offset(view.firstRow() + j), a, 0, a.length);
            sum += system.valueAt(view, factors, view.rowStart()[j], view.rowStart()[j + 1], a);
        }
        return sum;
    }
}
