package org.polyad.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class DrawsTest {
    private static final Shape SHAPE = Shape.of(7, 5, 4);

    /** The cells whose number in lexicographic order leaves a rest below {@code rest} when divided by 7. */
    private static SparseTensor listed(int rest) {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int c = 0; c < 140; c++) {
            if (c % 7 < rest) {
                builder.add(new int[] {c / 20, c / 4 % 5, c % 4}, 1);
            }
        }
        return builder.build(SHAPE, Duplicates.ERROR);
    }

    private static int number(SparseTensor cells, int p) {
        int[] at = cells.subscript(p);
        return at[0] * 20 + at[1] * 4 + at[2];
    }

    /** Each cell that is not listed is there with probability 1 - e^-t, and pairs of them independently; no listed one ever is. */
    @Test
    void cells_are_drawn_independently_with_the_probability_of_the_time_over_seeds_1_to_4000() {
        SparseTensor listed = listed(4);
        double share = 0.3;
        int seeds = 4000;
        double[] there = new double[140];
        double count = 0;
        double squares = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            SparseTensor drawn = Draws.unlisted(Slab.whole(listed), seed, Purpose.HOLDOUT_ZEROS, Draws.timeFor(share));
            for (int p = 0; p < drawn.entries(); p++) {
                there[number(drawn, p)]++;
            }
            count += drawn.entries();
            squares += (double) drawn.entries() * drawn.entries();
        }
        for (int c = 0; c < 140; c++) {
            double expected = c % 7 < 4 ? 0 : share;
            assertThat(there[c] / seeds).as("cell %d", c).isCloseTo(expected, offset(expected * 0.12));
        }
        // binomial of 60 cells
        double mean = count / seeds;
        assertThat(mean).isCloseTo(60 * share, offset(0.3));
        assertThat(squares / seeds - mean * mean).isCloseTo(60 * share * (1 - share), offset(1.4));
    }

    @Test
    void the_union_over_slabs_is_the_same_however_rows_are_cut_seed_5() {
        SparseTensor listed = listed(2);
        SparseTensor whole = Draws.unlisted(Slab.whole(listed), 5, Purpose.HOLDOUT_ZEROS, 0.8);
        SparseTensor union = Entries.none(SHAPE);
        int[] cuts = {0, 1, 1, 4, 7};
        for (int k = 0; k + 1 < cuts.length; k++) {
            SparseTensor inside = Entries.rows(listed, cuts[k], cuts[k + 1]);
            Slab slab = new Slab(inside, cuts[k], cuts[k + 1]);
            union = Entries.join(union, Draws.unlisted(slab, 5, Purpose.HOLDOUT_ZEROS, 0.8));
        }
        assertThat(whole.entries()).isBetween(30, 80);
        assertThat(union.values()).isEqualTo(whole.values());
        for (int n = 0; n < 3; n++) {
            assertThat(union.subscripts(n)).isEqualTo(whole.subscripts(n));
        }
    }

    /** A longer time only adds cells, and counts say when each came. */
    @Test
    void counts_are_of_first_draws_seed_6() {
        Slab slab = Slab.whole(listed(3));
        double[] edges = {0.1, 0.2, 0.2, 0.7, 1.5};
        long[] counts = Draws.counts(slab, 6, Purpose.HOLDOUT_ZEROS, edges);
        List<Integer> numbers = new ArrayList<>();
        for (double edge : edges) {
            numbers.add(Draws.unlisted(slab, 6, Purpose.HOLDOUT_ZEROS, edge).entries());
        }
        for (int k = 0; k < counts.length; k++) {
            assertThat(counts[k]).isEqualTo(numbers.get(k + 1) - numbers.get(k));
        }
        assertThat(counts[3]).isPositive();
    }

    @Test
    void a_sample_has_a_cell_wherever_one_is_unlisted() {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int c = 0; c < 140; c++) {
            if (c != 77) {
                builder.add(new int[] {c / 20, c / 4 % 5, c % 4}, 1);
            }
        }
        SparseTensor all = builder.build(SHAPE, Duplicates.ERROR);
        for (int seed = 1; seed <= 20; seed++) {
            SparseTensor sample = Draws.sample(all, seed, 100);
            assertThat(sample.entries()).isOne();
            assertThat(number(sample, 0)).isEqualTo(77);
            assertThat(sample.values()).containsExactly(0);
        }
        builder.add(new int[] {3, 4, 1}, 1);
        assertThat(Draws.sample(builder.build(SHAPE, Duplicates.ERROR), 1, 100).entries())
                .isZero();
    }

    /** More draws than are sorted at a time, in a tensor of nearly all cells listed. */
    @Test
    void many_draws_are_sorted_part_by_part_seed_7() {
        Shape shape = Shape.of(300, 100, 100);
        int[][] subscripts = new int[3][3_000_000 - 3_000];
        for (int c = 0, p = 0; c < 3_000_000; c++) {
            if (c % 1000 != 17) {
                subscripts[0][p] = c / 10_000;
                subscripts[1][p] = c / 100 % 100;
                subscripts[2][p++] = c % 100;
            }
        }
        SparseTensor listed = new SparseTensor(shape, subscripts, new double[subscripts[0].length], null);
        SparseTensor drawn = Draws.unlisted(Slab.whole(listed), 7, Purpose.HOLDOUT_ZEROS, Draws.timeFor(0.5));
        assertThat(drawn.entries()).isBetween(1350, 1650);
        for (int p = 0; p < drawn.entries(); p++) {
            int[] at = drawn.subscript(p);
            int number = at[0] * 10_000 + at[1] * 100 + at[2];
            assertThat(number % 1000).isEqualTo(17);
            if (p > 0) {
                int[] before = drawn.subscript(p - 1);
                assertThat(number).isGreaterThan(before[0] * 10_000 + before[1] * 100 + before[2]);
            }
        }
    }
}
