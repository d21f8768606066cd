package org.polyad.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyad.blocks.RowBlocks;

class GroupingTest {
    private static final int PARTITIONS = 8;
    private static final RowWork WORK = new RowWork(16, true, false);

    /** Row 0 has three entries of ten, the others are popular as 1 / rank; those of the long tail have one. */
    private static long[] zipf(int rows) {
        long[] counts = new long[rows];
        Arrays.setAll(counts, i -> Math.max(1, 70_000 / (i + 1)));
        counts[0] = Arrays.stream(counts).skip(1).sum() * 3 / 7;
        return counts;
    }

    @Test
    void every_block_is_in_one_partition_at_its_place() {
        RowBlocks cuts = RowBlocks.cut(zipf(20_000), 100);
        Grouping grouping = Grouping.of(cuts, zipf(20_000), PARTITIONS, WORK);
        int[] all = IntStream.range(0, grouping.partitions())
                .flatMap(p -> Arrays.stream(grouping.blocks(p)))
                .toArray();
        assertThat(all)
                .containsExactlyInAnyOrder(IntStream.range(0, cuts.blocks()).toArray());
        for (int b : all) {
            assertThat(grouping.blocks(grouping.partitionOf(b))[grouping.placeOf(b)])
                    .isEqualTo(b);
        }
    }

    @Test
    void pieces_of_a_heavy_row_are_everywhere_and_loads_are_even() {
        long[] counts = zipf(20_000);
        RowBlocks cuts = RowBlocks.cut(counts, 100);
        Grouping grouping = Grouping.of(cuts, counts, PARTITIONS, WORK);
        double[] pieces = new double[PARTITIONS];
        double[] loads = new double[PARTITIONS];
        for (int b = 0; b < cuts.blocks(); b++) {
            int p = grouping.partitionOf(b);
            pieces[p] += cuts.pieces(b) > 1 ? 1 : 0;
            for (int i = cuts.firstRow(b); i < cuts.endRow(b); i++) {
                loads[p] += cuts.pieces(b) > 1 ? (double) counts[i] / cuts.pieces(b) : WORK.of(counts[i]);
            }
        }
        assertThat(max(pieces)).isGreaterThan(1).isLessThanOrEqualTo(min(pieces) + 1);
        assertThat(max(loads) / min(loads)).isLessThan(1.2);
    }

    @Test
    void no_partition_is_empty() {
        long[] counts = {1, 1, 1_000_000, 1, 1};
        RowBlocks cuts = RowBlocks.cut(counts, 2);
        Grouping grouping = Grouping.of(cuts, counts, 7, WORK);
        for (int p = 0; p < grouping.partitions(); p++) {
            assertThat(grouping.blocks(p)).isNotEmpty();
        }
    }

    private static double max(double[] of) {
        return Arrays.stream(of).max().orElseThrow();
    }

    private static double min(double[] of) {
        return Arrays.stream(of).min().orElseThrow();
    }
}
