package org.polyad.solver.stochastic;

import org.polyad.cells.Cells;
import org.polyad.engine.Criterion;
import org.polyad.engine.PreparedTensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.ZeroHandling;
import org.polyad.run.FitListener;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.run.Rounds;
import org.polyad.solver.newton.AlternatingNewton;
import org.polyad.tensor.FactorMatrix;

/**
 * A stochastic run that ends with sweeps of alternating Newton: these see every cell, or the same sample in each sweep, and so find
 * the bottom of the valley that the noise of the samples kept the run from.
 */
public final class Polished implements Iterates {
    private final Stochastic stochastic;
    private final PreparedTensor problem;
    private final GcpOptions options;
    private final Criterion criterion;
    private AlternatingNewton sweeps;
    private int epochs;
    private int swept;
    private double last = Double.NaN;

    private Polished(Stochastic stochastic, PreparedTensor problem, GcpOptions options, Criterion criterion) {
        this.stochastic = stochastic;
        this.problem = problem;
        this.options = options;
        this.criterion = criterion;
    }

    /** The stochastic run that the options ask for. */
    public static Iterates of(PreparedTensor problem, GcpOptions options, Run run) {
        RoundTask.Setup setup = setup(problem, options, run.criterion(), run.seed());
        Stochastic.Parts parts = new Stochastic.Parts(
                problem, plan(problem, options), setup, options.tolerance(), run.listener()::round);
        Stochastic stochastic = new Stochastic(parts, run.start());
        return options.stochastic().polish() == 0
                ? stochastic
                : new Polished(stochastic, problem, options, run.criterion());
    }

    private static EpochPlan plan(PreparedTensor problem, GcpOptions options) {
        Cells cells = problem.cells();
        long entries = cells.moments().listed() + (cells.zeros() == ZeroHandling.NONE ? 0 : problem.holdoutCells());
        return EpochPlan.of(entries, problem.engine().shape(), cells, options);
    }

    /** The sizes that the run has; null for an exact method. */
    public static Rounds rounds(PreparedTensor problem, GcpOptions options) {
        Method method = options.method(problem.cells().zeros());
        if (!method.stochastic()) {
            return null;
        }
        int moments = StepRule.of(method, options.stochastic().amsgrad()).moments();
        return plan(problem, options).rounds(problem.engine(), options.rank(), moments);
    }

    /** @param seed of the start */
    static RoundTask.Setup setup(PreparedTensor problem, GcpOptions options, Criterion criterion, long seed) {
        Cells cells = problem.cells();
        StepRule rule =
                StepRule.of(options.method(cells.zeros()), options.stochastic().amsgrad());
        RoundTask.Setup.Draw draw =
                new RoundTask.Setup.Draw(plan(problem, options).sampler(), seed);
        return new RoundTask.Setup(criterion, rule, draw);
    }

    /** What belongs to one start. @param start its factors, lambda = 1 */
    public record Run(FactorMatrix[] start, long seed, Criterion criterion, FitListener listener) {}

    @Override
    public Step step() {
        if (sweeps != null) {
            return sweep();
        }
        Step step = stochastic.step();
        epochs++;
        if (step.stuck() || epochs >= options.maxIterations()) {
            sweeps = sweeps(stochastic.factors());
        }
        return new Step(step.objective(), step.regularization(), false);
    }

    private AlternatingNewton sweeps(FactorMatrix[] start) {
        return new AlternatingNewton(problem.polish(), criterion, start);
    }

    private Step sweep() {
        Step step = sweeps.step();
        swept++;
        double total = step.objective() + step.regularization();
        boolean flat = Math.abs(last - total) < options.tolerance() * Math.abs(last);
        last = total;
        return new Step(
                step.objective(),
                step.regularization(),
                flat || swept >= options.stochastic().polish());
    }

    @Override
    public boolean judgesItself() {
        return true;
    }

    @Override
    public FactorMatrix[] factors() {
        return sweeps == null ? stochastic.factors() : sweeps.factors();
    }

    /** The counters, and the state of the method that runs. */
    @Override
    public MethodState state() {
        MethodState state =
                new MethodState().with("epochs", epochs).with("swept", swept).with("total", last);
        return sweeps == null ? state.with("stochastic", stochastic.state()) : state.with("sweeps", sweeps.state());
    }

    @Override
    public void restore(MethodState state) {
        epochs = (int) state.number("epochs");
        swept = (int) state.number("swept");
        last = state.number("total");
        MethodState sweeping = state.inner("sweeps");
        if (sweeping.sections().isEmpty()) {
            stochastic.restore(state.inner("stochastic"));
        } else {
            sweeps = sweeps(stochastic.factors());
            sweeps.restore(sweeping);
        }
    }
}
