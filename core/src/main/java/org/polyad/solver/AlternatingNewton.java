package org.polyad.solver;

import java.util.List;
import org.polyad.kernel.CellLoss;
import org.polyad.tensor.FactorMatrix;

/**
 * Alternating Newton: one sweep improves the rows of each mode in turn, all other factors fixed, by Newton steps on each row's
 * own small problem. For the gaussian loss that is ALS: one exact step a row. Sweeps never raise F.
 *
 * <p>Sources: Kolda and Bader 2009 (ALS); Hansen, Plantenga and Kolda 2015 (row subproblems of the Poisson loss).
 */
final class AlternatingNewton implements Iterates {
    /** Newton steps a row and sweep where one is not exact: two, with one Hessian, take fewer sweeps by half than one. */
    private static final int STEPS = 2;

    private final Engine engine;
    private final Penalty penalty;
    private final CellLoss cells;
    private final double lower;
    private final FactorSums sums;
    private final FactorMatrix[] factors;
    private int sweep;

    /** @param start lambda = 1, inside the bound; the array is taken, the factors are not changed */
    AlternatingNewton(Engine engine, Cells cells, Penalty penalty, double lower, FactorMatrix[] start) {
        this(engine, cells, penalty, lower, start, 1);
    }

    /** @param share the part of the closed zero part that counts, beside entries which are a sample of that share */
    AlternatingNewton(Engine engine, Cells cells, Penalty penalty, double lower, FactorMatrix[] start, double share) {
        this.engine = engine;
        this.penalty = penalty;
        this.cells = new CellLoss(cells.loss(), cells.zeros() == ZeroHandling.CLOSED_FORM);
        this.lower = lower;
        this.sums = new FactorSums(this.cells.zeroPart().times(share), start.length);
        this.factors = start.clone();
    }

    @Override
    public Step step() {
        sweep++;
        double objective = 0;
        for (int n = 0; n < factors.length; n++) {
            objective = update(n, n == factors.length - 1);
        }
        Balance.apply(factors, penalty, engine);
        return new Step(objective, penalty.at(factors, engine), false);
    }

    /** Replaces factor n. @return the objective without the penalty where it is asked for, a number without meaning elsewhere */
    double update(int n, boolean valued) {
        String label = "sweep " + sweep + ", mode " + n;
        int steps = cells.loss().quadratic() ? 1 : STEPS;
        RowProblem problem = new RowProblem(cells, sums.zeroTerm(factors, n), penalty, lower, steps);
        RowProblem whole = valued ? problem : problem.unvalued();
        List<RowUpdate> updates = engine.run(label, new NewtonTask(whole), factors, n);
        FactorMatrix next = factors[n].copy();
        double objective = 0;
        for (RowUpdate update : updates) {
            if (update.rows != null) {
                objective += update.value;
                write(update, next);
            }
        }
        objective += new CutRows(engine, problem, n).solve(label, updates, factors, next);
        factors[n] = next;
        return objective;
    }

    private static void write(RowUpdate update, FactorMatrix to) {
        int rank = to.columns();
        for (int j = 0; j * rank < update.rows.length; j++) {
            to.setRow(update.firstRow + j, update.rows, j * rank);
        }
    }

    /** Goes on from other factors, inside the bound; the array is not kept, the factors are not changed. */
    void moveTo(FactorMatrix[] to) {
        System.arraycopy(to, 0, factors, 0, factors.length);
    }

    @Override
    public FactorMatrix[] factors() {
        return factors;
    }

    @Override
    public double[][] state() {
        double[][] state = new double[factors.length + 1][];
        for (int n = 0; n < factors.length; n++) {
            state[n] = factors[n].data().clone();
        }
        state[factors.length] = new double[] {sweep};
        return state;
    }

    @Override
    public void restore(double[][] state) {
        for (int n = 0; n < factors.length; n++) {
            FactorMatrix factor = new FactorMatrix(factors[n].rows(), factors[n].columns());
            System.arraycopy(state[n], 0, factor.data(), 0, factor.data().length);
            factors[n] = factor;
        }
        sweep = (int) state[factors.length][0];
    }
}
