package org.polyad.spark.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.InvalidInputException;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.LocalPasses;
import org.polyad.moments.Pass;
import org.polyad.moments.TopicFit;
import org.polyad.moments.TopicOptions;

/** Passes in Spark give what passes in this JVM do, for any number of partitions. */
class SparkPassesTest {
    private static final int[] ALL = all();

    private static JavaSparkContext context;

    private static int[] all() {
        int[] all = new int[PlantedDocuments.WORDS];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return all;
    }

    @BeforeAll
    static void start() {
        context = JavaSparkContext.fromSparkContext(PlantedDocuments.session().sparkContext());
    }

    private static List<DocumentBlock> blocks() {
        List<DocumentBlock> blocks = new ArrayList<>();
        DocumentBlock.Builder builder = new DocumentBlock.Builder(3);
        int added = 0;
        for (double[] counts : PlantedDocuments.counts(2000, 30, 1)) {
            builder.add(ALL, counts, counts.length, 1);
            if (++added % 250 == 0) {
                blocks.add(builder.build());
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void spark_equals_local_and_repeats_to_the_bit(int partitions) {
        List<DocumentBlock> blocks = blocks();
        TopicOptions options = TopicOptions.of(3).withPasses(2);
        TopicFit local = TopicFit.of(new LocalPasses<>(blocks), PlantedDocuments.WORDS, options);
        JavaRDD<DocumentBlock> rdd = context.parallelize(blocks, partitions).cache();
        TopicFit spark = TopicFit.of(new SparkPasses<>(rdd, "test"), PlantedDocuments.WORDS, options);
        TopicFit again = TopicFit.of(new SparkPasses<>(rdd, "test"), PlantedDocuments.WORDS, options);
        double[] expected = local.model().lambda();
        for (int p = 0; p < expected.length; p++) {
            assertThat(spark.model().lambda()[p]).isEqualTo(expected[p], within(1e-8 * (1 + expected[p])));
        }
        assertThat(spark.moments().second()).containsExactly(local.moments().second(), within(1e-12));
        assertThat(spark.moments().third().values())
                .containsExactly(local.moments().third().values(), within(1e-12));
        assertThat(again.model().lambda()).isEqualTo(spark.model().lambda());
        assertThat(again.model().alpha()).isEqualTo(spark.model().alpha());
        rdd.unpersist();
    }

    /** Arrays of several lengths, cut into ranges across their ends. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void sums_are_cut_and_joined_in_order(int partitions) {
        List<Integer> numbers = List.of(1, 2, 3, 4, 5);
        double[][] sums = new SparkPasses<>(context.parallelize(numbers, partitions), "test").sum(new Counting());
        assertThat(sums[0]).hasSize(3).containsOnly(15);
        for (int k = 0; k < sums[1].length; k++) {
            assertThat(sums[1][k]).isEqualTo(15.0 * k);
        }
        assertThat(sums[2]).isEmpty();
        assertThat(sums[3]).containsExactly(55);
    }

    private static final class Counting implements Pass<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int[] lengths() {
            return new int[] {3, 100_001, 0, 1};
        }

        @Override
        public void add(Integer number, double[][] sums) {
            for (int k = 0; k < sums[0].length; k++) {
                sums[0][k] += number;
            }
            for (int k = 0; k < sums[1].length; k++) {
                sums[1][k] += number * k;
            }
            sums[3][0] += number * number;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void copies_are_kept_once_with_their_largest_weight(int partitions) {
        List<DocumentBlock> blocks = new ArrayList<>();
        for (int copy = 1; copy <= 4; copy++) {
            DocumentBlock.Builder builder = new DocumentBlock.Builder(3);
            builder.add(new int[] {5, 7}, new double[] {15, 6}, 2, copy % 4);
            builder.add(new int[] {7, 5}, new double[] {6, 15}, 2, 0.5);
            builder.add(new int[] {5, 7}, new double[] {6, 15}, 2, copy);
            builder.add(new int[] {1, 2}, new double[] {2, 2}, 2, 1);
            blocks.add(builder.build());
        }
        List<DocumentBlock> kept =
                DistinctDocuments.of(context.parallelize(blocks, partitions)).collect();
        List<Double> longs = new ArrayList<>();
        int shorts = 0;
        for (DocumentBlock block : kept) {
            for (int d = 0; d < block.documents(); d++) {
                if (block.length(d) == 4) {
                    shorts++;
                } else {
                    assertThat(block.length(d)).isEqualTo(21);
                    longs.add(block.weight(d));
                }
            }
        }
        assertThat(shorts).isEqualTo(4);
        assertThat(longs).containsExactlyInAnyOrder(3.0, 4.0);
    }

    @Test
    void what_a_task_finds_wrong_is_said_as_it_was_there() {
        JavaRDD<Integer> numbers = context.parallelize(List.of(1, 2), 2);
        assertThatThrownBy(() -> new SparkPasses<>(numbers, "test").sum(new Failing()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("2 is wrong");
    }

    private static final class Failing implements Pass<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public int[] lengths() {
            return new int[] {1};
        }

        @Override
        public void add(Integer number, double[][] sums) {
            if (number == 2) {
                throw new InvalidInputException("2 is wrong");
            }
        }
    }
}
