package org.polyad.solver.newton;

import java.util.List;
import org.polyad.engine.Criterion;
import org.polyad.engine.Engine;
import org.polyad.model.FactorSums;
import org.polyad.model.Format;
import org.polyad.model.Gauge;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.tensor.FactorMatrix;

/**
 * Alternating Newton: one sweep improves the rows of each part in turn, all other parts fixed, by Newton steps on each row's
 * own small problem. For the gaussian loss that is ALS: one exact step a row. Sweeps never raise F.
 *
 * <p>Sources: Kolda and Bader 2009 (ALS); Hansen, Plantenga and Kolda 2015 (row subproblems of the Poisson loss).
 */
public final class AlternatingNewton implements Iterates {
    /** Newton steps for each row in a sweep if one is not exact: two, with one Hessian, need half as many sweeps as one. */
    private static final int STEPS = 2;

    private final Engine engine;
    private final Criterion criterion;
    private final Format format;
    private final Gauge gauge;
    private final FactorSums sums;
    private final FactorMatrix[] factors;
    private int sweep;

    /** @param start lambda = 1, inside the bound; not modified */
    public AlternatingNewton(Engine engine, Criterion criterion, FactorMatrix[] start) {
        this(engine, criterion, start, 1);
    }

    /** @param share factor of the closed zero part, if the entries are a sample of that share */
    AlternatingNewton(Engine engine, Criterion criterion, FactorMatrix[] start, double share) {
        this.engine = engine;
        this.criterion = criterion;
        this.format = criterion.format();
        this.gauge = format.gauge(criterion.penalty(), engine::listedCounts);
        this.sums = new FactorSums(format, criterion.cellLoss().zeroPart().times(share));
        this.factors = start.clone();
    }

    @Override
    public Step step() {
        sweep++;
        double objective = 0;
        int[] parts = format.sweep();
        for (int k = 0; k < parts.length; k++) {
            gauge.before(parts[k], factors);
            objective = update(parts[k], k == parts.length - 1);
        }
        gauge.afterSweep(factors);
        return new Step(objective, criterion.penalty().at(factors, engine::listedCounts), false);
    }

    /** Replaces part n. @return the objective without the penalty if {@code valued}; else without meaning */
    public double update(int n, boolean valued) {
        String label = "sweep " + sweep + ", mode " + n;
        int steps = criterion.cells().loss().quadratic() ? 1 : STEPS;
        RowProblem problem = new RowProblem(criterion, n, sums.zeroTerm(factors, n), steps);
        RowProblem whole = valued ? problem : problem.unvalued();
        List<RowUpdate> updates = engine.run(label, new NewtonTask(whole), factors, format.modeOf(n));
        FactorMatrix next = factors[n].copy();
        double objective = 0;
        for (RowUpdate update : updates) {
            if (update.rows != null) {
                objective += update.value;
                write(update, next);
            }
        }
        objective += new CutRows(engine, problem).solve(label, updates, factors, next);
        factors[n] = next;
        return objective;
    }

    private static void write(RowUpdate update, FactorMatrix to) {
        int rank = to.columns();
        for (int j = 0; j * rank < update.rows.length; j++) {
            to.setRow(update.firstRow + j, update.rows, j * rank);
        }
    }

    /** Continues from other parts inside the bound. @param to not modified */
    void moveTo(FactorMatrix[] to) {
        System.arraycopy(to, 0, factors, 0, factors.length);
    }

    @Override
    public FactorMatrix[] factors() {
        return factors;
    }

    @Override
    public MethodState state() {
        return new MethodState().with("sweep", sweep).with("part", factors);
    }

    @Override
    public void restore(MethodState state) {
        moveTo(state.parts("part", factors));
        sweep = (int) state.number("sweep");
    }
}
