package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.RowBlocks;

/** The blocks' sampled gradients add up, in the mean over many steps, to the gradient of F, penalty and hold-out and all. */
class SampledGradientTest {
    private static final long SEED = Long.getLong("seed", 11);
    private static final int STEPS = 4000;
    private static final double RATE = 1e-3;

    static List<GradientCases> cases() {
        List<GradientCases> all = GradientCases.all();
        List<GradientCases> some = new ArrayList<>();
        for (int k = 0; k < all.size(); k += 5) {
            some.add(all.get(k));
        }
        return some;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_mean_of_stratified_gradients_is_the_gradient(GradientCases c) {
        check(c, StochasticOptions.Sampling.STRATIFIED);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_mean_of_semi_stratified_gradients_is_the_gradient(GradientCases c) {
        check(c, StochasticOptions.Sampling.SEMI_STRATIFIED);
    }

    private static void check(GradientCases c, StochasticOptions.Sampling sampling) {
        StochasticOptions small = new StochasticOptions(sampling, 12, 12, 1000, 1, 1e-3, 0.1, 1, false, 0);
        GcpOptions options = c.stochastic(small);
        FactorMatrix[] point = c.point(1);
        Packing packing = new Packing(c.data().shape(), options.rank());
        Penalty penalty = new Penalty(options.regularization(), options.regularizationByCount(), point.length);
        double[] exact = new double[packing.unknowns()];
        try (LocalProblem problem = LocalProblem.of(c.data(), c.options(), 1)) {
            new TotalObjective(problem.engine(), problem.cells(), penalty, packing)
                    .valueAndGradient(packing.pack(point), exact);
        }
        double[] sums = new double[exact.length];
        double[] squares = new double[exact.length];
        boolean[] drawn = new boolean[exact.length];
        try (LocalProblem problem = LocalProblem.of(c.data(), options, 1)) {
            markDrawn(problem, packing, options.rank(), drawn);
            sample(problem, options, penalty, point, sums, squares);
        }
        for (int k = 0; k < exact.length; k++) {
            if (!drawn[k]) {
                continue;
            }
            double mean = sums[k] / STEPS;
            double error = Math.sqrt(Math.max(0, squares[k] / STEPS - mean * mean) / STEPS);
            assertThat(mean)
                    .as("unknown %d", k)
                    .isCloseTo(exact[k], offset(5 * error + 1e-4 * (1 + Math.abs(exact[k]))));
        }
    }

    /** Not the rows without an entry of their own where no zeros are drawn, which never move. */
    private static void markDrawn(LocalProblem problem, Packing packing, int rank, boolean[] drawn) {
        boolean all = problem.cells().zeros() != ZeroHandling.NONE;
        for (int n = 0; n < problem.engine().shape().order(); n++) {
            for (int i = 0; i < problem.engine().shape().size(n); i++) {
                for (int r = 0; r < rank; r++) {
                    drawn[packing.at(n, i) + r] = all || problem.engine().listedCounts(n)[i] > 0;
                }
            }
        }
    }

    private static void sample(
            LocalProblem problem,
            GcpOptions options,
            Penalty penalty,
            FactorMatrix[] point,
            double[] sums,
            double[] squares) {
        FactorMatrix[] states = new FactorMatrix[point.length];
        for (int n = 0; n < point.length; n++) {
            states[n] = RowState.start(options.rank(), 0, problem.engine().listedCounts(n));
        }
        Packing packing = new Packing(problem.engine().shape(), options.rank());
        for (int k = 0; k < STEPS; k++) {
            // a seed a step: each step's counts are unbiased by themselves
            RoundTask.Setup setup = Polished.setup(problem, options, penalty, SEED + k);
            // without the bound, so that a change is the whole gradient
            RoundTask.Setup free = new RoundTask.Setup(
                    problem.cells(),
                    penalty,
                    Double.NEGATIVE_INFINITY,
                    new Sgd(),
                    new RoundTask.Setup.Draw(setup.sampler, setup.seed));
            double[] step = new double[sums.length];
            for (int n = 0; n < point.length; n++) {
                FactorMatrix[] sent = Arrays.copyOf(point, 2 * point.length);
                sent[point.length + n] = states[n];
                List<RoundBlock> blocks = problem.engine().run("", new RoundTask(free, RATE, k, 1), sent, n);
                add(blocks, problem.engine().blocks(n), packing, n, step);
            }
            for (int i = 0; i < step.length; i++) {
                sums[i] += step[i];
                squares[i] += step[i] * step[i];
            }
        }
    }

    /** A piece of a cut row counts its gradient once for each of the pieces, as what their mean is to be. */
    private static void add(List<RoundBlock> blocks, RowBlocks cuts, Packing packing, int mode, double[] step) {
        for (int b = 0; b < blocks.size(); b++) {
            RowChanges changes = blocks.get(b).rows;
            int rank = changes.change.length / Math.max(1, changes.rows.length);
            for (int k = 0; k < changes.rows.length; k++) {
                for (int r = 0; r < rank; r++) {
                    step[packing.at(mode, changes.rows[k]) + r] -= changes.change[k * rank + r] / RATE / cuts.pieces(b);
                }
            }
        }
    }
}
