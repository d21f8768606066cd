package org.polyad.solver.stochastic;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.polyad.engine.Criterion;
import org.polyad.engine.Engine;
import org.polyad.model.Penalty;
import org.polyad.options.StochasticOptions;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.run.RoundStats;
import org.polyad.tensor.FactorMatrix;

/**
 * Stochastic gradients in rounds. In a round each mode has its turn: its blocks make tau steps each on cells that they draw from their own rows,
 * while the other modes do not change; then the blocks return the rows that they moved. No two blocks move the same row, so nothing has to be
 * averaged, and each step is an unbiased one of the whole objective, however the rows are cut. Only a row that is too heavy for one block is
 * averaged over its pieces ({@link RoundMerge}).
 *
 * <p>One iteration is an epoch: a number of steps of each mode. An epoch that does not lower the objective is undone, including moments; after
 * it, and after an epoch that gains less than the tolerance, the rate is lowered.
 *
 * <p>With tau = 1 this is Kolda and Hong's method with its modes in turn, except that a row without sampled cells does not move. Moving all modes
 * in every block and averaging the shared rows was tried: a mean over B blocks shortens Adam's steps by sqrt(B), and the rows that a block has fitted
 * its own rows to are lost in the mean (on the kinships data, 16 blocks ended at twice the objective of one).
 *
 * <p>Sources: Kolda and Hong, Stochastic Gradients for Large-Scale Tensor Decomposition, 2020; for blocks of variables in turn, Xu and
 * Yin, Block Stochastic Gradient Iteration for Convex and Nonconvex Optimization, SIAM J. Optim. 25(3), 2015.
 */
final class Stochastic implements Iterates {
    private final Engine engine;
    private final EpochPlan plan;
    private final StochasticOptions options;
    private final double tolerance;
    private final Penalty penalty;
    private final RoundTask.Setup setup;
    private final EpochObjective objective;
    private final Consumer<RoundStats> watcher;
    private FactorMatrix[] model;
    private FactorMatrix[] states;
    private int epoch;
    private int fails;
    private double before = Double.NaN;
    private double gain = 1;

    /** What a run needs apart from its start. @param watcher receives the cost of each mode's turn */
    record Setting(
            Engine engine,
            EpochPlan plan,
            Criterion criterion,
            RoundTask.Setup setup,
            double tolerance,
            Consumer<RoundStats> watcher) {}

    /** @param start lambda = 1, inside the bound; not modified */
    Stochastic(Setting setting, FactorMatrix[] start) {
        this.engine = setting.engine();
        this.plan = setting.plan();
        this.options = plan.options();
        this.tolerance = setting.tolerance();
        this.setup = setting.setup();
        this.penalty = setup.penalty;
        this.watcher = setting.watcher();
        this.objective = new EpochObjective(engine, setting.criterion(), plan, setup.seed);
        this.model = start.clone();
        this.states = new FactorMatrix[start.length];
        for (int n = 0; n < states.length; n++) {
            states[n] = RowState.start(start[0].columns(), setup.rule.moments(), engine.listedCounts(n));
        }
    }

    @Override
    public Step step() {
        if (epoch == 0) {
            before = total();
        }
        FactorMatrix[] oldModel = model;
        FactorMatrix[] oldStates = states;
        model = model.clone();
        states = states.clone();
        epoch();
        epoch++;
        double now = total();
        boolean worse = !(now <= before);
        if (worse) {
            model = oldModel;
            states = oldStates;
        }
        if (!worse) {
            // a failed epoch means that steps are too long, which a lower rate corrects, not that the objective is flat
            gain = (before - now) / Math.max(Math.abs(before), Double.MIN_NORMAL);
        }
        fails += worse || gain < tolerance ? 1 : 0;
        before = worse ? before : now;
        double regularization = penalty.at(model, engine::listedCounts);
        return new Step(before - regularization, regularization, fails > options.maxFails());
    }

    private double total() {
        return objective.at(model, "epoch " + epoch + ", objective") + penalty.at(model, engine::listedCounts);
    }

    private void epoch() {
        int tau = plan.tau(engine, model[0].columns(), setup.rule.moments(), gain);
        double rate = options.rate() * Math.pow(options.decay(), fails);
        for (int done = 0; done < options.epochIterations(); done += tau) {
            long first = (long) epoch * options.epochIterations() + done;
            RoundTask task = new RoundTask(setup, rate, first, Math.min(tau, options.epochIterations() - done));
            for (int n = 0; n < model.length; n++) {
                turn(n, task, done);
            }
        }
    }

    /** The steps of one mode's blocks. */
    private void turn(int n, RoundTask task, int done) {
        long began = System.nanoTime();
        String label = "epoch " + (epoch + 1) + ", steps " + (done + 1) + " to " + (done + task.steps) + ", mode " + n;
        FactorMatrix[] sent = Arrays.copyOf(model, 2 * model.length);
        sent[model.length + n] = states[n];
        List<RoundBlock> parts = engine.run(label, task, sent, n);
        model[n] = model[n].copy();
        states[n] = states[n].copy();
        new RoundMerge(model[n], states[n], setup).apply(parts, engine.blocks(n));
        report(parts, n, task.steps, (System.nanoTime() - began) * 1e-9);
    }

    private void report(List<RoundBlock> parts, int n, int steps, double seconds) {
        long returned = 0;
        double[] times = new double[parts.size()];
        for (int k = 0; k < times.length; k++) {
            returned += parts.get(k).bytes();
            times[k] = parts.get(k).nanos * 1e-9;
        }
        Arrays.sort(times);
        // sent again: the mode that the turn before moved, and the state of this mode's rows
        int moved = (n + model.length - 1) % model.length;
        long sent = 8L * (model[moved].data().length + states[n].data().length);
        watcher.accept(new RoundStats(
                epoch + 1,
                n,
                steps,
                times.length,
                sent,
                returned,
                seconds,
                times[times.length / 2],
                times[times.length - 1]));
    }

    @Override
    public boolean judgesItself() {
        return true;
    }

    @Override
    public FactorMatrix[] factors() {
        return model;
    }

    @Override
    public MethodState state() {
        return new MethodState()
                .with("epoch", epoch)
                .with("fails", fails)
                .with("before", before)
                .with("gain", gain)
                .with("part", model)
                .with("row-state", states);
    }

    @Override
    public void restore(MethodState state) {
        epoch = (int) state.number("epoch");
        fails = (int) state.number("fails");
        before = state.number("before");
        gain = state.number("gain");
        model = state.parts("part", model);
        states = state.parts("row-state", states);
    }
}
