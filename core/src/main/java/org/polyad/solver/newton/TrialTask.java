package org.polyad.solver.newton;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.kernel.RowSystem;
import org.polyad.tensor.FactorMatrix;

/** For pieces of cut rows: the listed entries' value at each of several trial rows. */
final class TrialTask implements BlockTask<double[]> {
    private static final long serialVersionUID = 1L;

    private final RowProblem problem;
    private final int[] rows;
    private final double[][][] trials;

    /** @param trials for each of {@code rows} (ascending) the trial rows, {@code stride} numbers each */
    TrialTask(RowProblem problem, int[] rows, double[][][] trials) {
        this.problem = problem;
        this.rows = rows;
        this.trials = trials;
    }

    @Override
    public double[] apply(ModeView view, FactorMatrix[] factors) {
        int at = view.pieces() > 1 ? Arrays.binarySearch(rows, view.firstRow()) : -1;
        if (at < 0) {
            return null;
        }
        RowSystem system = problem.system();
        double[] values = new double[trials[at].length];
        for (int k = 0; k < values.length; k++) {
            values[k] = system.valueAt(view, factors, 0, view.entries(), trials[at][k]);
        }
        return values;
    }
}
