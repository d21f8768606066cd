package org.polyad.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.StochasticOptions;
import org.polyad.options.Unlisted;
import org.polyad.planted.Planted;
import org.polyad.planted.PlantedKind;
import org.polyad.planted.PlantedSpec;
import org.polyad.run.FitListener;
import org.polyad.run.RoundStats;
import org.polyad.run.Trace;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * What an epoch of stochastic gradients costs in Spark, in rounds and with one job a step, on a Zipf-skewed binary tensor. Run by
 * {@code deploy/stochastic-table rounds}; arguments: entries, rows of the two long modes, of the short one, rank.
 */
public final class StochasticRounds {
    private static final int STEPS = 1000;
    /** Steps with a job each: of every mode, and so three times as many jobs. */
    private static final int SINGLE = 34;

    private StochasticRounds() {}

    /** Keeps what is reported. */
    private static final class Watch implements FitListener {
        private final List<RoundStats> rounds = new ArrayList<>();
        private final List<Trace> epochs = new ArrayList<>();

        @Override
        public void round(RoundStats stats) {
            rounds.add(stats);
        }

        @Override
        public void iteration(Trace trace) {
            epochs.add(trace);
        }
    }

    public static void main(String[] arguments) {
        long entries = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5_000_000;
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int few = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        int rank = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        Shape shape = Shape.of(rows, rows, few);
        SparseTensor data = Planted.draw(new PlantedSpec(shape, rank, entries, PlantedKind.BINARY, null, 1, 0, 1), 2)
                .tensor();
        System.out.printf(Locale.ROOT, "%s, %,d entries, rank %d%n", shape, data.entries(), rank);
        try (DistributedTensor tensor = DistributedTensor.of(LocalSpark.context(), data, 4)) {
            double epoch = report("rounds", fit(tensor, rank, 3, STEPS, 0));
            double single = report("one job a step", fit(tensor, rank, 1, SINGLE, 1)) / SINGLE;
            System.out.printf(
                    Locale.ROOT,
                    "an epoch of %d steps of each of %d modes: %.2f s in rounds, %.0f s with one job a step and mode"
                            + " (from %d such jobs): %.0f times; %.0f times were one job enough for a step of all modes%n",
                    STEPS,
                    shape.order(),
                    epoch,
                    single * STEPS,
                    SINGLE * shape.order(),
                    single * STEPS / epoch,
                    single * STEPS / epoch / shape.order());
        }
        LocalSpark.context().stop();
    }

    private static Watch fit(DistributedTensor tensor, int rank, int epochs, int steps, int tau) {
        StochasticOptions settings =
                new StochasticOptions(StochasticOptions.Sampling.AUTO, 0, 0, steps, tau, 1e-3, 0.1, 1, false, 0);
        GcpOptions options = GcpOptions.of(rank)
                .loss(Losses.parse("bernoulli-odds"))
                .unlisted(Unlisted.ZERO)
                .method(Method.ADAM)
                .maxIterations(epochs)
                .stochastic(settings)
                .build();
        Watch watch = new Watch();
        SparkGcp.fit(tensor, options, watch);
        return watch;
    }

    /** Prints what the turns of the last epoch cost; returns their seconds together, the objective left out. */
    private static double report(String name, Watch watch) {
        int last = watch.rounds.get(watch.rounds.size() - 1).epoch();
        List<RoundStats> turns =
                watch.rounds.stream().filter(turn -> turn.epoch() == last).toList();
        int modes = 1 + turns.stream().mapToInt(RoundStats::mode).max().orElseThrow();
        double seconds = turns.stream().mapToDouble(RoundStats::seconds).sum();
        int rounds = turns.size() / modes;
        double[] skews = turns.stream()
                .mapToDouble(turn -> turn.longestTask() / turn.medianTask())
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: blocks %s, tau %d, %d rounds an epoch, %d jobs; a round broadcasts %.1f MB and returns %.1f MB;"
                        + " longest task over median %.2f, in the worst turn %.2f; %.3f s a job, %.2f s for the steps of"
                        + " the epoch; objectives",
                name,
                turns.stream().limit(modes).map(RoundStats::blocks).toList(),
                turns.get(0).steps(),
                rounds,
                turns.size(),
                turns.stream().mapToLong(RoundStats::broadcastBytes).sum() / 1e6 / rounds,
                turns.stream().mapToLong(RoundStats::returnedBytes).sum() / 1e6 / rounds,
                skews[skews.length / 2],
                skews[skews.length - 1],
                seconds / turns.size(),
                seconds);
        watch.epochs.forEach(
                line -> System.out.printf(Locale.ROOT, " %.6g (%.1f s)", line.objective(), line.seconds()));
        System.out.println();
        return seconds;
    }
}
