package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.loss.Losses;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.StochasticOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.FitListener;
import org.polyad.run.FitState;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Spark gives what one machine gives, whatever the partitions; and leaves nothing behind. */
public class SparkGcpTest {
    private static final Shape SHAPE = Shape.of(12, 9, 14);

    private record Case(String name, SparseTensor data, GcpOptions options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> cases() {
        SparseTensor counts = Tensors.counts(SHAPE, 500, 0, false, 1);
        SparseTensor heavy = Tensors.counts(SHAPE, 600, 0.5, true, 2);
        SparseTensor links = Tensors.links(SHAPE, 300, 3);
        return Stream.of(
                        new Case(
                                "poisson, zeros in closed form",
                                counts,
                                options("poisson", Unlisted.ZERO).build()),
                        new Case(
                                "gaussian missing, weights, by count, hold-out",
                                heavy,
                                options("gaussian", Unlisted.MISSING)
                                        .regularization(0.1)
                                        .regularizationByCount(true)
                                        .holdout(0.2)
                                        .build()),
                        new Case(
                                "bernoulli-logit, all cells, hold-out",
                                links,
                                options("bernoulli-logit", Unlisted.ZERO)
                                        .regularization(0.01)
                                        .holdout(0.1)
                                        .build()),
                        new Case(
                                "bernoulli-logit, sampled zeros",
                                links,
                                options("bernoulli-logit", Unlisted.ZERO)
                                        .method(Method.NEWTON)
                                        .exactCells(10)
                                        .regularization(0.01)
                                        .build()),
                        new Case(
                                "bernoulli-logit, adam over five blocks, hold-out, sampled objective, polish",
                                links,
                                options("bernoulli-logit", Unlisted.ZERO)
                                        .exactCells(10)
                                        .holdout(0.1)
                                        .blocks(5)
                                        .maxIterations(3)
                                        .stochastic(rounds(StochasticOptions.Sampling.STRATIFIED, 2))
                                        .build()),
                        new Case(
                                "poisson, adam semi-stratified, a row in pieces",
                                heavy,
                                options("poisson", Unlisted.ZERO)
                                        .method(Method.ADAM)
                                        .regularization(0.1)
                                        .blocks(40)
                                        .stochastic(rounds(StochasticOptions.Sampling.SEMI_STRATIFIED, 0))
                                        .build()),
                        new Case(
                                "poisson, a row in pieces, hold-out",
                                heavy,
                                options("poisson", Unlisted.ZERO)
                                        .blocks(40)
                                        .holdout(0.1)
                                        .build()),
                        new Case(
                                "poisson by L-BFGS-B, zeros in closed form",
                                counts,
                                lbfgsb("poisson", Unlisted.ZERO).build()),
                        new Case(
                                "gaussian missing by L-BFGS-B, weights",
                                heavy,
                                lbfgsb("gaussian", Unlisted.MISSING)
                                        .regularization(0.1)
                                        .build()),
                        new Case(
                                "bernoulli-logit by L-BFGS-B, sampled zeros",
                                links,
                                lbfgsb("bernoulli-logit", Unlisted.ZERO)
                                        .exactCells(10)
                                        .regularization(0.01)
                                        .build()),
                        new Case(
                                "gaussian, a row in pieces",
                                heavy,
                                options("gaussian", Unlisted.ZERO).blocks(40).build()))
                .flatMap(of -> partitions(of).mapToObj(partitions -> Arguments.of(of, partitions)));
    }

    /** One, two and more than there are blocks where sums are made in both ways; one number does for the other cases. */
    private static IntStream partitions(Case of) {
        boolean all =
                of.name.startsWith("poisson, zeros") || of.options.method() == Method.AUTO && of.name.contains("adam");
        return all ? IntStream.of(1, 2, 7) : IntStream.of(7);
    }

    private static StochasticOptions rounds(StochasticOptions.Sampling sampler, int polish) {
        return new StochasticOptions(sampler, 90, 70, 20, 7, 1e-2, 0.5, 100, true, polish);
    }

    private static GcpOptions.Builder options(String loss, Unlisted unlisted) {
        return GcpOptions.of(3)
                .loss(Losses.parse(loss))
                .unlisted(unlisted)
                .maxIterations(5)
                .seed(7);
    }

    /** The tolerance at which its opening sweeps end early, so that iterations of its own follow. */
    private static GcpOptions.Builder lbfgsb(String loss, Unlisted unlisted) {
        return options(loss, unlisted).method(Method.LBFGSB).maxIterations(25).tolerance(0);
    }

    @Test
    void a_tensor_prepared_for_another_method_is_refused() {
        GcpOptions auto =
                options("bernoulli-logit", Unlisted.ZERO).exactCells(10).build();
        GcpOptions newton = options("bernoulli-logit", Unlisted.ZERO)
                .exactCells(10)
                .method(Method.NEWTON)
                .build();
        try (DistributedTensor tensor = DistributedTensor.of(LocalSpark.context(), Tensors.links(SHAPE, 300, 3), 2);
                SparkPreparedTensor prepared = SparkGcp.problem(tensor, auto)) {
            assertThatThrownBy(() -> Gcp.fit(prepared, newton, FitListener.NONE, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the tensor was prepared for method adam")
                    .hasMessageContaining("the fit is by method newton");
        }
    }

    @ParameterizedTest(name = "{0}, {1} partitions")
    @MethodSource("cases")
    void the_model_is_that_of_one_machine(Case of, int partitions) {
        JavaSparkContext context = LocalSpark.context();
        GcpResult local = Gcp.fit(of.data(), of.options(), 1);
        try (DistributedTensor spread = DistributedTensor.of(context, of.data(), partitions)) {
            AtomicReference<FitState> last = new AtomicReference<>();
            GcpResult spark = SparkGcp.fit(spread, of.options(), saving(last));
            // Its sweeps are over, so that gradients were summed too.
            assertThat(of.options().method() == Method.LBFGSB)
                    .isEqualTo(last.get().method().has("minimizer"));
            assertThat(spark.zeros()).isEqualTo(local.zeros());
            assertThat(spark.holdoutCells()).isEqualTo(local.holdoutCells());
            assertThat(spark.objective()).isCloseTo(local.objective(), within(1e-10 * Math.abs(local.objective())));
            assertThat(score(spark)).isCloseTo(score(local), within(1e-10 * Math.abs(score(local))));
            assertSame(spark.model(), local.model());
        }
        assertThat(context.getPersistentRDDs()).isEmpty();
    }

    /** Enough entries for a start by samples, which are drawn where the blocks lie and fitted here. */
    @Test
    void the_start_from_a_sample_is_that_of_one_machine() {
        Shape shape = Shape.of(110, 100, 100);
        int[][] subscripts = new int[3][1_100_000];
        double[] values = new double[1_100_000];
        for (int p = 0; p < values.length; p++) {
            subscripts[0][p] = p / 10_000;
            subscripts[1][p] = p / 100 % 100;
            subscripts[2][p] = p % 100;
            values[p] = 1 + subscripts[0][p] % 7 * (subscripts[1][p] % 3) + subscripts[2][p] % 5;
        }
        SparseTensor data = new SparseTensor(shape, subscripts, values, null);
        GcpOptions options = options("poisson", Unlisted.ZERO).maxIterations(1).build();
        GcpResult local = Gcp.fit(data, options, 2);
        try (DistributedTensor spread = DistributedTensor.of(LocalSpark.context(), data, 5)) {
            GcpResult spark = SparkGcp.fit(spread, options, FitListener.NONE);
            assertThat(spark.objective()).isCloseTo(local.objective(), within(1e-10 * Math.abs(local.objective())));
            assertSame(spark.model(), local.model());
        }
    }

    /** Of the larger shape half the rows have no entry, whose reduced Hessian is 0. */
    @Test
    void rows_without_entries_go_to_the_bound() {
        SparseTensor counts = Tensors.counts(SHAPE, 300, 0, false, 4);
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int p = 0; p < counts.entries(); p++) {
            builder.add(counts.subscript(p), counts.values()[p]);
        }
        SparseTensor data = builder.build(Shape.of(24, 18, 28), Duplicates.ERROR);
        for (int blocks : new int[] {0, 400}) {
            GcpOptions options = GcpOptions.of(1)
                    .loss(Losses.poisson())
                    .unlisted(Unlisted.ZERO)
                    .blocks(blocks)
                    .build();
            try (DistributedTensor spread = DistributedTensor.of(LocalSpark.context(), data, 3)) {
                GcpResult spark = SparkGcp.fit(spread, options, FitListener.NONE);
                assertSame(spark.model(), Gcp.fit(data, options, 1).model());
                for (int n = 0; n < 3; n++) {
                    long[] listed = data.sliceCounts(n);
                    for (int i = 0; i < listed.length; i++) {
                        assertThat(spark.model().factor(n).at(i, 0) == 0)
                                .as("mode %d, row %d, blocks %d", n, i, blocks)
                                .isEqualTo(listed[i] == 0);
                    }
                }
            }
        }
    }

    private static FitListener saving(AtomicReference<FitState> last) {
        return new FitListener() {
            @Override
            public int checkpointEvery() {
                return 1;
            }

            @Override
            public void checkpoint(FitState state) {
                last.set(state);
            }
        };
    }

    public static void assertSame(Ktensor actual, Ktensor expected) {
        assertThat(actual.lambda()).containsExactly(expected.lambda(), within(1e-10 * norm(expected.lambda())));
        for (int n = 0; n < expected.order(); n++) {
            FactorMatrix factor = expected.factor(n);
            assertThat(actual.factor(n).data()).containsExactly(factor.data(), within(1e-10));
        }
    }

    /** Of the last sweep on what was set aside; 0 without. */
    private static double score(GcpResult of) {
        double score = of.trace().get(4).holdoutObjective();
        return of.holdoutCells() == 0 ? 0 : score;
    }

    private static double norm(double[] of) {
        return Math.sqrt(Arrays.stream(of).map(x -> x * x).sum());
    }
}
