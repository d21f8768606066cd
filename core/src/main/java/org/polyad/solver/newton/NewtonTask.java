package org.polyad.solver.newton;

import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.tensor.FactorMatrix;

/** A block's part in the update of a part: solves its rows, or accumulates its piece of a cut row's system at the present row. */
final class NewtonTask implements BlockTask<RowUpdate> {
    private static final long serialVersionUID = 1L;

    private final RowProblem problem;

    NewtonTask(RowProblem problem) {
        this.problem = problem;
    }

    @Override
    public RowUpdate apply(ModeView view, FactorMatrix[] factors) {
        if (view.pieces() == 1) {
            return rows(view, factors);
        }
        FactorMatrix own = factors[problem.part];
        double[] a = new double[own.stride()];
        System.arraycopy(own.data(), own.offset(view.firstRow()), a, 0, a.length);
        return PieceTask.system(problem, view, factors, a);
    }

    private RowUpdate rows(ModeView view, FactorMatrix[] factors) {
        int rank = factors[problem.part].columns();
        RowSolver solver = RowSolver.of(problem, view.weights() != null);
        double[] rows = new double[view.rows() * rank];
        double value = 0;
        for (int j = 0; j < view.rows(); j++) {
            value += solver.solve(view, factors, j, rows, j * rank);
        }
        return new RowUpdate(view.firstRow(), rows, value, null, null);
    }
}
