package org.polyad.solver;

import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowSystem;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;

/** A block's part in a mode update: solves its rows, or accumulates its piece of a cut row's system at the current row. */
final class NewtonTask implements BlockTask<RowUpdate> {
    private static final long serialVersionUID = 1L;

    private final RowProblem problem;
    private final boolean piecesOnly;

    /** @param piecesOnly skip whole rows: a further round for cut rows */
    NewtonTask(RowProblem problem, boolean piecesOnly) {
        this.problem = problem;
        this.piecesOnly = piecesOnly;
    }

    @Override
    public RowUpdate apply(ModeView view, FactorMatrix[] factors) {
        if (view.pieces() > 1) {
            return piece(view, factors);
        }
        return piecesOnly ? null : rows(view, factors);
    }

    private RowUpdate rows(ModeView view, FactorMatrix[] factors) {
        int rank = factors[0].columns();
        RowSolver solver = new RowSolver(problem, rank);
        double[] rows = new double[view.rows() * rank];
        double value = 0;
        for (int j = 0; j < view.rows(); j++) {
            value += solver.solve(view, factors, j, rows, j * rank);
        }
        return new RowUpdate(view.firstRow(), rows, value, null, null);
    }

    private RowUpdate piece(ModeView view, FactorMatrix[] factors) {
        FactorMatrix own = factors[view.mode()];
        RowSystem system = new RowSystem(own.columns(), problem.cells, Kernels.fastest());
        double[] a = new double[own.stride()];
        System.arraycopy(own.data(), own.offset(view.firstRow()), a, 0, a.length);
        system.add(view, factors, 0, view.entries(), a);
        return new RowUpdate(view.firstRow(), null, system.value(), system.gradient(), system.hessian());
    }
}
