package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.loss.Losses;
import org.polyad.solver.FitListener;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.Method;
import org.polyad.solver.StochasticOptions;
import org.polyad.solver.Trace;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** What an executor held is computed again from the input, at any time until the tensor is closed, to the same bits. */
class LostExecutorTest {
    private static final Shape SHAPE = Shape.of(12, 9, 14);

    static Stream<GcpOptions> fits() {
        StochasticOptions rounds =
                new StochasticOptions(StochasticOptions.Sampling.STRATIFIED, 90, 70, 20, 7, 1e-2, 0.5, 100, true, 2);
        return Stream.of(
                options("poisson").holdout(0.1).build(),
                options("bernoulli-logit").method(Method.NEWTON).exactCells(10).build(),
                options("bernoulli-logit")
                        .exactCells(10)
                        .holdout(0.1)
                        .stochastic(rounds)
                        .build(),
                options("gaussian").nvecs().build());
    }

    private static GcpOptions.Builder options(String loss) {
        return GcpOptions.of(3)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.ZERO)
                .maxIterations(4)
                .tolerance(0)
                .seed(7);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void a_fit_that_loses_all_it_holds_in_each_iteration_gives_the_same_model(GcpOptions options) {
        JavaSparkContext context = LocalSpark.context();
        SparseTensor data = Tensors.links(SHAPE, 300, 3);
        try (DistributedTensor tensor = labelled(context, data)) {
            Ktensor unbroken = SparkGcp.fit(tensor, options, FitListener.NONE).model();
            LostExecutor.loseAll(context);
            Ktensor broken = SparkGcp.fit(tensor, options, losing(context)).model();
            assertThat(broken.lambda()).isEqualTo(unbroken.lambda());
            for (int n = 0; n < unbroken.order(); n++) {
                FactorMatrix expected = unbroken.factor(n);
                assertThat(broken.factor(n).data()).isEqualTo(expected.data());
            }
        }
        assertThat(context.getPersistentRDDs()).isEmpty();
    }

    /** Entries whose subscripts are looked up in a broadcast, as labels are. */
    private static DistributedTensor labelled(JavaSparkContext context, SparseTensor data) {
        Broadcast<SparseTensor> table = context.broadcast(data);
        List<Integer> rows = IntStream.range(0, data.entries()).boxed().toList();
        JavaRDD<Entry> entries = context.parallelize(rows, 3)
                .map(p -> new Entry(table.value().subscript(p), table.value().values()[p]));
        return DistributedTensor.of(entries, data.order(), TensorOptions.DEFAULT.withPartitions(3))
                .owning(table);
    }

    private static FitListener losing(JavaSparkContext context) {
        return new FitListener() {
            @Override
            public void iteration(Trace trace) {
                LostExecutor.loseAll(context);
            }
        };
    }

    @Test
    void a_broadcast_lives_until_the_last_tensor_that_is_computed_from_it_is_closed() {
        JavaSparkContext context = LocalSpark.context();
        SparseTensor data = Tensors.counts(SHAPE, 100, 0, false, 1);
        Broadcast<Integer> owned = context.broadcast(1);
        DistributedTensor first = DistributedTensor.of(context, data, 2).owning(owned);
        DistributedTensor second = first.with(part -> part);
        first.close();
        first.close();
        assertThat(owned.isValid()).isTrue();
        LostExecutor.loseAll(context);
        DistributedTensorTest.assertSame(second.collect(), data);
        second.close();
        assertThat(owned.isValid()).isFalse();
    }
}
