package org.polyad.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.BroadcastBlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.FitListener;
import org.polyad.run.Trace;
import org.polyad.solver.Gcp;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.LocalSpark;
import org.polyad.spark.SparkGcp;
import org.polyad.spark.SparkGcpTest;
import org.polyad.spark.SparkPreparedTensor;
import org.polyad.spark.Tensors;
import org.polyad.spark.session.SparkWork;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import scala.Option;

class SparkEngineTest {
    private static final SparseTensor DATA = Tensors.counts(Shape.of(9, 8, 7), 200, 0, false, 1);
    private static final GcpOptions OPTIONS = GcpOptions.of(2)
            .loss(Losses.poisson())
            .unlisted(Unlisted.ZERO)
            .maxIterations(3)
            .holdout(0.1)
            .build();

    private final JavaSparkContext context = LocalSpark.context();
    private DistributedTensor tensor;

    @BeforeEach
    void open() {
        tensor = DistributedTensor.of(context, DATA, 3);
    }

    @AfterEach
    void close() {
        tensor.close();
        assertThat(context.getPersistentRDDs()).isEmpty();
        context.setJobGroup(null, null);
    }

    @Test
    void results_come_in_the_order_of_modes_and_blocks() {
        try (SparkPreparedTensor problem = SparkGcp.problem(tensor, OPTIONS)) {
            List<Integer> seen = problem.engine()
                    .run("order", (view, factors) -> 100 * view.mode() + view.block(), new FactorMatrix[3], 2, 0);
            int twos = problem.engine().blocks(2).blocks();
            int zeros = problem.engine().blocks(0).blocks();
            assertThat(seen)
                    .containsExactlyElementsOf(
                            IntStream.concat(IntStream.range(200, 200 + twos), IntStream.range(0, zeros))
                                    .boxed()
                                    .toList());
        }
    }

    @Test
    void a_failing_task_leaves_no_broadcast_and_its_reason_arrives() {
        FactorMatrix[] factors = {large(), large(), large()};
        try (SparkPreparedTensor problem = SparkGcp.problem(tensor, OPTIONS)) {
            problem.engine().run("fine", (view, f) -> f[0].rows(), factors, 0);
            assertThat(largeBroadcasts()).isEqualTo(3);
            problem.engine().run("one changed", (view, f) -> f[0].rows(), changed(factors), 1);
            await(3);
            assertThatThrownBy(() -> problem.engine().run("fails", (view, f) -> refuse(), factors, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no");
            await(0);
            problem.engine().run("fine again", (view, f) -> f[0].rows(), factors, 0);
            assertThat(largeBroadcasts()).isEqualTo(3);
        }
        await(0);
    }

    /** Spark says when a block goes, too, and how large it was. */
    @Test
    void what_is_broadcast_counts_once_though_it_is_taken_back() throws Exception {
        BlockManagerId driver = BlockManagerId.apply("driver", "here", 1, Option.empty());
        BroadcastBlockId piece = new BroadcastBlockId(77, "piece0");
        try (SparkWork work = SparkWork.on(context.sc())) {
            for (StorageLevel level : List.of(StorageLevel.MEMORY_AND_DISK_SER(), StorageLevel.NONE())) {
                BlockUpdatedInfo info = new BlockUpdatedInfo(driver, piece, level, 1000, 0);
                work.onBlockUpdated(new SparkListenerBlockUpdated(info));
            }
            JsonNode said = new ObjectMapper().readTree(work.json());
            assertThat(said.at("/spark/broadcast").asLong()).isEqualTo(1000);
        }
    }

    @Test
    void the_callers_group_and_description_are_left_as_they_were() {
        context.setJobGroup("theirs", "their work");
        SparkGcp.fit(tensor, OPTIONS, FitListener.NONE);
        assertThat(context.getLocalProperty("spark.jobGroup.id")).isEqualTo("theirs");
        assertThat(context.getLocalProperty("spark.job.description")).isEqualTo("their work");
    }

    @Test
    void a_listener_that_fails_leaves_nothing_behind() {
        FitListener failing = new FitListener() {
            @Override
            public void iteration(Trace trace) {
                throw new IllegalStateException("listener");
            }
        };
        assertThatThrownBy(() -> SparkGcp.fit(tensor, OPTIONS, failing)).hasMessage("listener");
        assertThat(context.getPersistentRDDs()).hasSize(1);
    }

    @Test
    void a_start_by_nvecs_is_that_of_one_machine() {
        GcpOptions options = GcpOptions.of(3)
                .unlisted(Unlisted.ZERO)
                .nvecs()
                .maxIterations(2)
                .build();
        SparkGcpTest.assertSame(
                SparkGcp.fit(tensor, options, FitListener.NONE).model(),
                Gcp.fit(DATA, options, 1).model());
    }

    @Test
    void a_model_too_large_for_the_driver_is_refused_at_once() {
        SparseTensor tall = SparseTensor.builder(3)
                .add(new int[] {59_999_999, 1, 1}, 1)
                .build(Shape.of(60_000_000, 2, 2), Duplicates.SUM);
        try (DistributedTensor distributed = DistributedTensor.of(context, tall, 1)) {
            GcpOptions above = GcpOptions.of(40).unlisted(Unlisted.ZERO).build();
            assertThatThrownBy(() -> SparkGcp.fit(distributed, above, FitListener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rank may be at most");
            GcpOptions below = GcpOptions.of(4).unlisted(Unlisted.ZERO).build();
            assertThatThrownBy(() -> SparkGcp.fit(distributed, below, FitListener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1.8 GiB")
                    .hasMessageContaining("spark.driver.maxResultSize");
        }
    }

    private static Integer refuse() {
        throw new org.polyad.InvalidInputException("no");
    }

    private static FactorMatrix large() {
        return new FactorMatrix(1 << 18, 4);
    }

    private static FactorMatrix[] changed(FactorMatrix[] factors) {
        FactorMatrix[] next = factors.clone();
        next[1] = large();
        return next;
    }

    /** Broadcasts of more than 4 MB: those of factors, not Spark's own of tasks. */
    private static int largeBroadcasts() {
        BlockManager blocks = SparkEnv.get().blockManager();
        return (int)
                scala.jdk.javaapi.CollectionConverters.asJava(blocks.getMatchingBlockIds(id -> id.isBroadcast()))
                        .stream()
                        .filter(id -> !id.name().contains("piece"))
                        .filter(id -> blocks.getStatus(id).exists(status -> status.memSize() > 1 << 22))
                        .count();
    }

    /** Spark takes broadcasts back in the background. */
    private static void await(int expected) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (largeBroadcasts() != expected && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        assertThat(largeBroadcasts()).isEqualTo(expected);
    }
}
