package org.polyad.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.LocalSpark;
import org.polyad.spark.Tensors;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class SparkBlocksTest {
    private static final Shape SHAPE = Shape.of(30, 7, 50);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void blocks_are_those_of_core_whatever_the_partitions(int partitions) {
        SparseTensor tensor = Tensors.counts(SHAPE, 2000, 0.4, true, 5);
        JavaSparkContext context = LocalSpark.context();
        try (DistributedTensor spread = DistributedTensor.of(context, tensor, partitions)) {
            for (int n = 0; n < 3; n++) {
                RowBlocks cuts = RowBlocks.cut(tensor.sliceCounts(n), 12);
                assertThat(spread.sliceCounts(n)).isEqualTo(tensor.sliceCounts(n));
                ModeView[] expected = ModeViews.build(tensor, n, cuts, tensor.sliceCounts(n));
                assertSame(blocks(spread, n, cuts), expected);
            }
        }
        assertThat(context.getPersistentRDDs()).isEmpty();
    }

    private static List<ModeView> blocks(DistributedTensor spread, int mode, RowBlocks cuts) {
        long[] counts = spread.sliceCounts(mode);
        Grouping grouping = Grouping.of(cuts, counts, spread.partitions(), new RowWork(4, false, false));
        ModeBlocks.Layout layout = new ModeBlocks.Layout(SHAPE, mode, cuts, grouping, counts);
        ModeBlocks blocks = ModeBlocks.of(spread.parts(), layout);
        RowBlocks[] all = new RowBlocks[mode + 1];
        all[mode] = cuts;
        List<ModeBlocks> modes = new ArrayList<>(java.util.Collections.nCopies(mode, null));
        modes.add(blocks);
        try (SentFactors sent = new SentFactors(spread.context())) {
            SparkEngine engine = new SparkEngine(sent, "test", SHAPE, new SparkEngine.Modes(all, null, modes));
            return engine.run("views", (view, factors) -> view, new FactorMatrix[3], mode);
        } finally {
            blocks.close();
        }
    }

    private static void assertSame(List<ModeView> actual, ModeView[] expected) {
        assertThat(actual).hasSize(expected.length);
        for (int b = 0; b < expected.length; b++) {
            assertThat(actual.get(b)).usingRecursiveComparison().isEqualTo(expected[b]);
        }
    }
}
