package org.polyad.solver;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.polyad.tensor.FactorMatrix;

/**
 * Stochastic gradients in rounds: each block makes tau steps on cells sampled from its own rows, on a private copy of the model; then
 * the rows that the blocks touched are merged ({@link RoundMerge}). One iteration is an epoch. An epoch that does not lower the
 * objective is undone, moments and all; after it, and after one that gains less than the tolerance, the rate is lowered.
 *
 * <p>With a single block this is Kolda and Hong's method, whatever tau is, save that a row that a sample does not touch rests.
 *
 * <p>Sources: Kolda and Hong, Stochastic Gradients for Large-Scale Tensor Decomposition, 2020; Stich, Local SGD Converges Fast and
 * Communicates Little, ICLR 2019.
 */
final class Stochastic implements Iterates {
    private final Engine engine;
    private final int mode;
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

    /** What a run needs beside its start. */
    record Parts(
            Problem problem, EpochPlan plan, RoundTask.Setup setup, double tolerance, Consumer<RoundStats> watcher) {}

    /** @param start lambda = 1, inside the bound; the array is taken, the factors are not changed */
    Stochastic(Parts parts, FactorMatrix[] start) {
        this.engine = parts.problem().engine();
        this.mode = EpochPlan.mode(engine.shape());
        this.plan = parts.plan();
        this.options = plan.options();
        this.tolerance = parts.tolerance();
        this.setup = parts.setup();
        this.penalty = setup.penalty;
        this.watcher = parts.watcher();
        this.objective = new EpochObjective(engine, mode, parts.problem().cells(), plan, setup.seed);
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
        gain = worse ? 0 : (before - now) / Math.max(Math.abs(before), Double.MIN_NORMAL);
        fails += worse || gain < tolerance ? 1 : 0;
        before = worse ? before : now;
        double regularization = penalty.at(model, engine);
        return new Step(before - regularization, regularization, fails > options.maxFails());
    }

    private double total() {
        return objective.at(model, states, "epoch " + epoch + ", objective") + penalty.at(model, engine);
    }

    private void epoch() {
        int blocks = engine.blocks(mode).blocks();
        int rank = model[0].columns();
        int tau = plan.tau(engine.shape(), rank, blocks, setup.rule.moments(), gain);
        double[] rates = rates();
        RoundMerge merge = new RoundMerge(rank, setup.rule.moments(), setup.lower);
        for (int done = 0; done < options.epochIterations(); done += tau) {
            int steps = Math.min(tau, options.epochIterations() - done);
            long first = (long) epoch * options.epochIterations() + done;
            long began = System.nanoTime();
            String label = "epoch " + (epoch + 1) + ", steps " + (done + 1) + " to " + (done + steps);
            List<RoundBlock> parts =
                    engine.run(label, new RoundTask(setup, rates, first, steps), both(model, states), mode);
            merge.apply(parts, model, states);
            report(parts, steps, (System.nanoTime() - began) * 1e-9);
        }
    }

    /** The rate relative to the root mean square of each factor, lowered by every failure. */
    private double[] rates() {
        double[] rates = new double[model.length];
        for (int n = 0; n < rates.length; n++) {
            double squares = 0;
            for (double value : model[n].data()) {
                squares += value * value;
            }
            double size = Math.sqrt(squares / ((double) model[n].rows() * model[n].columns()));
            rates[n] = options.rate() * Math.pow(options.decay(), fails) * (size > 0 ? size : 1);
        }
        return rates;
    }

    private void report(List<RoundBlock> parts, int steps, double seconds) {
        long numbers = 0;
        for (FactorMatrix matrix : both(model, states)) {
            numbers += matrix.data().length;
        }
        long returned = 0;
        double[] times = new double[parts.size()];
        for (int k = 0; k < times.length; k++) {
            returned += parts.get(k).bytes();
            times[k] = parts.get(k).nanos * 1e-9;
        }
        Arrays.sort(times);
        watcher.accept(new RoundStats(
                epoch + 1,
                steps,
                times.length,
                8 * numbers,
                returned,
                seconds,
                times[times.length / 2],
                times[times.length - 1]));
    }

    static FactorMatrix[] both(FactorMatrix[] model, FactorMatrix[] states) {
        FactorMatrix[] both = Arrays.copyOf(model, 2 * model.length);
        System.arraycopy(states, 0, both, model.length, states.length);
        return both;
    }

    @Override
    public boolean judgesItself() {
        return true;
    }

    @Override
    public FactorMatrix[] factors() {
        return model;
    }

    /** Factors, row states, and the counters. */
    @Override
    public double[][] state() {
        FactorMatrix[] both = both(model, states);
        double[][] state = new double[both.length + 1][];
        for (int n = 0; n < both.length; n++) {
            state[n] = both[n].data().clone();
        }
        state[both.length] = new double[] {epoch, fails, before, gain};
        return state;
    }

    @Override
    public void restore(double[][] state) {
        model = model.clone();
        states = states.clone();
        for (int n = 0; n < model.length; n++) {
            model[n] = matrix(model[n], state[n]);
            states[n] = matrix(states[n], state[model.length + n]);
        }
        double[] counters = state[2 * model.length];
        epoch = (int) counters[0];
        fails = (int) counters[1];
        before = counters[2];
        gain = counters[3];
    }

    private static FactorMatrix matrix(FactorMatrix like, double[] data) {
        FactorMatrix matrix = new FactorMatrix(like.rows(), like.columns());
        System.arraycopy(data, 0, matrix.data(), 0, data.length);
        return matrix;
    }
}
