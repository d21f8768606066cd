package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class SliceCountsTest {
    /** Rows in several ranges, of which one has none, and on both sides of a border. */
    private static final Shape SHAPE = Shape.of(300_000, 65_537, 3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void counts_are_those_of_a_loop_whatever_the_partitions(int partitions) {
        List<SparseTensor> parts = new ArrayList<>();
        long[][] expected = new long[3][];
        for (int n = 0; n < 3; n++) {
            expected[n] = new long[SHAPE.size(n)];
        }
        Random random = new Random(partitions);
        for (int part = 0; part < partitions; part++) {
            parts.add(part(random, part % 3 == 2 ? 0 : 500, expected));
        }
        JavaRDD<SparseTensor> rdd = LocalSpark.context().parallelize(parts, partitions);
        long[][] counts = SliceCounts.sized(SliceCounts.of(rdd, 3), SHAPE);
        assertThat(counts).isDeepEqualTo(expected);
    }

    private static SparseTensor part(Random random, int entries, long[][] counts) {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        int[] last = {299_999, 65_536, 2};
        for (int p = 0; p < entries; p++) {
            int[] low = {random.nextInt(70_000), 65_530 + random.nextInt(7), random.nextInt(3)};
            builder.add(p % 100 == 0 ? new int[] {last[0] - p / 100, last[1], p % 3} : low, 1);
        }
        SparseTensor part = builder.build(SHAPE, Duplicates.LAST);
        for (int p = 0; p < part.entries(); p++) {
            for (int n = 0; n < 3; n++) {
                counts[n][part.subscripts(n)[p]]++;
            }
        }
        return part;
    }

    @Test
    void the_shape_is_as_large_as_the_entries_say() {
        SparseTensor part = SparseTensor.builder(2)
                .add(new int[] {131_072, 0}, 1)
                .add(new int[] {5, 65_535}, 1)
                .build(Shape.of(200_000, 70_000), Duplicates.ERROR);
        long[][] counts = SliceCounts.of(LocalSpark.context().parallelize(List.of(part), 1), 2);
        assertThat(counts[0]).hasSize(131_073);
        assertThat(counts[1]).hasSize(65_536);
        assertThat(SliceCounts.of(LocalSpark.context().emptyRDD(), 2)).isDeepEqualTo(new long[2][0]);
    }

    @Test
    void several_tensors_are_counted_apart() {
        Shape shape = Shape.of(4, 5);
        SparseTensor one = SparseTensor.builder(2).add(new int[] {1, 2}, 1).build(shape, Duplicates.ERROR);
        SparseTensor two = SparseTensor.builder(2)
                .add(new int[] {3, 0}, 1)
                .add(new int[] {3, 4}, 1)
                .build(shape, Duplicates.ERROR);
        JavaRDD<SparseTensor[]> both =
                LocalSpark.context().parallelize(List.of(one), 1).map(each -> new SparseTensor[] {each, two});
        long[][][] counts = SliceCounts.of(both, 2, 2);
        assertThat(counts[0]).isDeepEqualTo(new long[][] {{0, 1}, {0, 0, 1}});
        assertThat(counts[1]).isDeepEqualTo(new long[][] {{0, 0, 0, 2}, {1, 0, 0, 0, 1}});
    }
}
