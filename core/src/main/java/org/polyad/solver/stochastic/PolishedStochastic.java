package org.polyad.solver.stochastic;

import org.polyad.engine.Criterion;
import org.polyad.engine.Engine;
import org.polyad.options.GcpOptions;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.solver.newton.AlternatingNewton;
import org.polyad.tensor.FactorMatrix;

/**
 * A stochastic run followed by sweeps of alternating Newton. The noise of the samples keeps the stochastic run away from the bottom of its
 * valley; the sweeps see every cell, or the same sample in each sweep, and reach it.
 */
final class PolishedStochastic implements Iterates {
    private final Stochastic stochastic;
    private final Engine engine;
    private final Criterion criterion;
    private final GcpOptions options;
    private AlternatingNewton sweeps;
    private int epochs;
    private int swept;
    private double last = Double.NaN;

    /** @param engine of the exact sweeps */
    PolishedStochastic(Stochastic stochastic, Engine engine, Criterion criterion, GcpOptions options) {
        this.stochastic = stochastic;
        this.engine = engine;
        this.criterion = criterion;
        this.options = options;
    }

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
        return new AlternatingNewton(engine, criterion, start);
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
