package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Losses;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.Problem;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;

/** What this process receives before the first sweep depends on the rows, not on how many entries or partitions there are. */
class DriverBytesTest {
    /** A task's metrics and the like. */
    private static final long TASK = 2000;

    /** Three counts: of the tensor, to fit to, and kept. */
    private static final long ROW = 3 * Long.BYTES;

    @Test
    void with_more_entries_the_results_stay_as_large() throws Exception {
        Shape shape = Shape.of(150_000, 100_000, 50_000);
        long least = bytes(shape, 20_000, 3);
        assertThat(bytes(shape, 80_000, 3)).isLessThan(least * 11 / 10);
        assertThat(bytes(shape, 320_000, 3)).isLessThan(least * 11 / 10);
    }

    @Test
    void with_more_partitions_only_the_tasks_own_bytes_grow() throws Exception {
        Shape shape = Shape.of(9000, 6000, 3000);
        for (int partitions : new int[] {2, 8, 32}) {
            assertThat(bytes(shape, 10_000 * partitions, partitions))
                    .as("%s partitions", partitions)
                    .isLessThan(ROW * 18_000 + TASK * tasks(partitions));
        }
    }

    /** Of reading, two jobs of preparing, and one that makes the blocks; the last has tasks for each mode. */
    private static long tasks(int partitions) {
        return 14L * partitions;
    }

    private static long bytes(Shape shape, int entries, int partitions) throws Exception {
        JavaSparkContext context = LocalSpark.context();
        try (SparkWork work = SparkWork.on(context.sc())) {
            GcpOptions options = GcpOptions.of(2)
                    .loss(Losses.poisson())
                    .unlisted(Unlisted.ZERO)
                    .build();
            try (DistributedTensor tensor = random(context, shape, entries, partitions);
                    Problem problem = SparkGcp.problem(tensor, options)) {
                assertThat(problem.engine().shape()).isEqualTo(shape);
                return new ObjectMapper()
                        .readTree(work.json())
                        .path("spark")
                        .path("results")
                        .asLong();
            }
        }
    }

    static DistributedTensor random(JavaSparkContext context, Shape shape, int entries, int partitions) {
        List<Integer> pieces = IntStream.range(0, partitions).boxed().toList();
        int each = entries / partitions;
        JavaRDD<Entry> drawn = context.parallelize(pieces, partitions).flatMap(piece -> {
            SplittableRandom random = new SplittableRandom(piece);
            return IntStream.range(0, each)
                    .mapToObj(p -> new Entry(
                            new int[] {
                                random.nextInt(shape.size(0)),
                                random.nextInt(shape.size(1)),
                                random.nextInt(shape.size(2))
                            },
                            1 + random.nextInt(4)))
                    .iterator();
        });
        TensorOptions options = TensorOptions.DEFAULT
                .withShape(shape)
                .withDuplicates(Duplicates.SUM)
                .withPartitions(partitions);
        return DistributedTensor.of(drawn, shape.order(), options);
    }
}
