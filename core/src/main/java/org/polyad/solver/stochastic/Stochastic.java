package org.polyad.solver.stochastic;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.polyad.engine.Engine;
import org.polyad.model.Penalty;
import org.polyad.options.StochasticOptions;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.run.RoundStats;
import org.polyad.tensor.FactorMatrix;

/**
 * Stochastic gradients in rounds. In a round each mode has its turn: the blocks of its rows make tau steps each, on cells that they
 * sample from their own rows, while the other modes stay as they are; then the rows that were touched come back. So no two blocks
 * ever move the same row, nothing has to be averaged, and a step is an unbiased one of the whole objective for the rows that it moves,
 * however the rows are cut into blocks; only a row too heavy for a block is averaged over its pieces ({@link RoundMerge}).
 *
 * <p>One iteration is an epoch, which makes so many steps of each mode. An epoch that does not lower the objective is undone, moments and all;
 * after it, and after one that gains less than the tolerance, the rate is lowered.
 *
 * <p>With tau = 1 this is Kolda and Hong's method with its modes in turn, save that a row that a sample does not touch rests.
 * Moving all modes in every block, and averaging the shared rows, was tried: a mean over B blocks shortens Adam's steps by sqrt(B), and what
 * a block fits its rows to is gone after the mean (on the kinships, 16 blocks ended at twice the objective of one).
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

    /** What a run needs apart from its start. @param watcher is told what each mode's turn cost */
    record Setting(
            Engine engine,
            EpochPlan plan,
            RoundTask.Setup setup,
            double tolerance,
            Consumer<RoundStats> watcher) {}

    /** @param start lambda = 1, inside the bound; the array is taken, the factors are not changed */
    Stochastic(Setting setting, FactorMatrix[] start) {
        this.engine = setting.engine();
        this.plan = setting.plan();
        this.options = plan.options();
        this.tolerance = setting.tolerance();
        this.setup = setting.setup();
        this.penalty = setup.penalty;
        this.watcher = setting.watcher();
        this.objective = new EpochObjective(engine, setup.criterion, plan, setup.seed);
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
            // a failed epoch says that steps are too long, which the rate mends, not that the objective is flat
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
        // the mode of the turn before was moved by it, and this one's state is wanted
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
