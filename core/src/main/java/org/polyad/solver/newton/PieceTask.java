package org.polyad.solver.newton;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.kernel.RowSystem;
import org.polyad.tensor.FactorMatrix;

/**
 * For pieces of cut rows: the listed entries' system at rows that are sent with the task. The parts are those of the round before, so that a
 * whole part is not copied or sent again for a few rows; the mode's own part is not read.
 */
final class PieceTask implements BlockTask<RowUpdate> {
    private static final long serialVersionUID = 1L;

    private final RowProblem problem;
    private final int[] rows;
    private final double[][] at;

    /**
     * @param rows ascending
     * @param at the row at which each one's system is accumulated, {@code stride} numbers
     */
    PieceTask(RowProblem problem, int[] rows, double[][] at) {
        this.problem = problem;
        this.rows = rows;
        this.at = at;
    }

    @Override
    public RowUpdate apply(ModeView view, FactorMatrix[] factors) {
        int k = view.pieces() > 1 ? Arrays.binarySearch(rows, view.firstRow()) : -1;
        return k < 0 ? null : system(problem, view, factors, at[k]);
    }

    /** The piece's part of value, gradient and Hessian at row {@code a} (input). */
    static RowUpdate system(RowProblem problem, ModeView view, FactorMatrix[] factors, double[] a) {
        RowSystem system = problem.system();
        system.add(view, factors, 0, view.entries(), a);
        return new RowUpdate(view.firstRow(), null, system.value(), system.gradient(), system.hessian());
    }
}
