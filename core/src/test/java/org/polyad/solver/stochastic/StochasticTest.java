package org.polyad.solver.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.StochasticOptions;
import org.polyad.options.Unlisted;
import org.polyad.planted.Planted;
import org.polyad.planted.PlantedKind;
import org.polyad.planted.PlantedSpec;
import org.polyad.run.StopReason;
import org.polyad.run.Trace;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Whole stochastic fits of planted tensors; seed 3. */
class StochasticTest {
    private static final SparseTensor LINKS = Planted.draw(
                    new PlantedSpec(Shape.of(40, 30, 20), 3, 2500, PlantedKind.BINARY, null, 0.5, 0, 3), 2)
            .tensor();

    private static double oneBlock = Double.NaN;

    private static GcpOptions.Builder adam(int blocks, int tau, double rate, int maxFails) {
        StochasticOptions settings =
                new StochasticOptions(StochasticOptions.Sampling.AUTO, 0, 0, 200, tau, rate, 0.1, maxFails, false, 0);
        return GcpOptions.of(3)
                .loss(Losses.parse("bernoulli-logit"))
                .unlisted(Unlisted.ZERO)
                .method(Method.ADAM)
                .maxIterations(12)
                .blocks(blocks)
                .seed(3)
                .stochastic(settings);
    }

    private static GcpResult fit(GcpOptions.Builder options, int threads) {
        return Gcp.fit(LINKS, options.build(), threads);
    }

    private static synchronized double oneBlock() {
        if (Double.isNaN(oneBlock)) {
            oneBlock = fit(adam(1, 1, 5e-3, 9), 2).objective();
        }
        return oneBlock;
    }

    /** Averaging the blocks' copies of shared rows fails here: sixteen blocks then end far above one. */
    @ParameterizedTest
    @CsvSource({"4, 1", "16, 40", "1, 200"})
    void blocks_and_tau_cost_little(int blocks, int tau) {
        double one = oneBlock();
        GcpResult many = fit(adam(blocks, tau, 5e-3, 9), 2);
        assertThat(many.rounds().blocks().get(0)).isBetween(blocks / 2 + 1, 2 * blocks);
        assertThat(many.rounds().tau()).isEqualTo(tau);
        assertThat(many.objective()).isCloseTo(one, offset(0.05 * one));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void threads_leave_no_trace(int threads) {
        GcpResult one = fit(adam(16, 10, 5e-3, 9).maxIterations(3), 1);
        GcpResult many = fit(adam(16, 10, 5e-3, 9).maxIterations(3), threads);
        for (int n = 0; n < 3; n++) {
            assertThat(many.model().factor(n).data())
                    .isEqualTo(one.model().factor(n).data());
        }
    }

    @Test
    void an_epoch_that_fails_is_undone_and_lowers_the_rate() {
        GcpResult wild = fit(adam(4, 20, 1e12, 1), 2);
        assertThat(wild.stopReason()).isEqualTo(StopReason.CONVERGED);
        assertThat(wild.iterations()).isEqualTo(2);
        double last = Double.POSITIVE_INFINITY;
        for (Trace line : wild.trace()) {
            assertThat(line.objective()).isLessThanOrEqualTo(last);
            last = line.objective();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stratified", "semi-stratified"})
    void a_tensor_that_has_no_zeros_is_sampled_all_the_same(String sampler) {
        SparseTensorBuilder all = SparseTensor.builder(2);
        for (int c = 0; c < 12; c++) {
            all.add(new int[] {c / 4, c % 4}, c % 2);
        }
        StochasticOptions settings =
                new StochasticOptions(StochasticOptions.Sampling.parse(sampler), 0, 0, 200, 0, 1e-2, 0.1, 2, false, 0);
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.parse("bernoulli-odds"))
                .unlisted(Unlisted.ZERO)
                .exactCells(1)
                .method(Method.ADAM)
                .maxIterations(30)
                .stochastic(settings)
                .build();
        GcpResult result = Gcp.fit(all.build(Shape.of(3, 4), Duplicates.ERROR), options, 1);
        // the ones lie in columns of their own, which one component fits
        assertThat(result.objective()).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "poisson-log"})
    void planted_components_are_found(String loss) {
        Planted planted = Planted.draw(
                new PlantedSpec(Shape.of(40, 50, 30), 3, 30_000, PlantedKind.REAL, Losses.parse(loss), 0, 0, 3), 2);
        StochasticOptions settings =
                new StochasticOptions(StochasticOptions.Sampling.AUTO, 0, 0, 500, 0, 3e-3, 0.1, 2, false, 0);
        GcpOptions options = GcpOptions.of(3)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.MISSING)
                .method(Method.ADAM)
                .maxIterations(30)
                // a single start may end in a local minimum
                .starts(2)
                .stochastic(settings)
                .build();
        assertThat(Gcp.fit(planted.tensor(), options, 2).model().score(planted.truth()))
                .isGreaterThan(0.95);
    }

    @Test
    void sparse_links_are_fitted_below_the_level_of_all_cells_under_the_logit() {
        PlantedSpec spec = new PlantedSpec(Shape.of(100, 100, 100), 2, 2000, PlantedKind.BINARY, null, 1, 0, 3);
        SparseTensor links = Planted.draw(spec, 2).tensor();
        StochasticOptions settings =
                new StochasticOptions(StochasticOptions.Sampling.AUTO, 0, 0, 200, 0, 1e-3, 0.1, 2, false, 0);
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.bernoulliLogit())
                .unlisted(Unlisted.ZERO)
                .exactCells(1)
                .method(Method.ADAM)
                .maxIterations(4)
                .stochastic(settings)
                .build();
        double share = links.entries() / 1e6;
        double level = -1e6 * (share * Math.log(share) + (1 - share) * Math.log1p(-share));
        assertThat(Gcp.fit(links, options, 2).objective()).isBetween(0.2 * level, level);
    }
}
