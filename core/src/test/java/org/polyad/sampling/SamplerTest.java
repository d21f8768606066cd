package org.polyad.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.random.DrawStream;
import org.polyad.random.Purpose;
import org.polyad.random.Quota;
import org.polyad.random.Streams;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * An estimate of a sum over cells is sum_c (u_c f(x_c, m_c) + z_c f(0, m_c)) with u and z from the sample: it is unbiased for every f
 * and m just when the means of u and z are the weight and 0 at a listed cell, 0 and 1 at any other.
 */
class SamplerTest {
    private static final long SEED = Long.getLong("seed", 7);
    private static final int STEPS = 40_000;
    private static final Shape SHAPE = Shape.of(6, 3, 4);

    /** Row 0 of mode 0 has every cell but one, row 1 all, row 2 none, the others a third; some weights differ from 1. */
    private static SparseTensor data() {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int c = 0; c < SHAPE.cells(); c++) {
            int[] subscript = subscript(c);
            boolean third = Streams.uniform(SEED, Purpose.GENERATE, c, 0, 0) < 0.33;
            boolean listed = subscript[0] < 2 ? c != 5 : subscript[0] > 2 && third;
            if (listed) {
                builder.add(subscript, 2, 1 + c % 3 / 2.0);
            }
        }
        return builder.build(SHAPE, Duplicates.ERROR);
    }

    private static int[] subscript(int cell) {
        return new int[] {cell / 12, cell / 4 % 3, cell % 4};
    }

    static Stream<Arguments> schemes() {
        double entries = data().entries();
        double zeros = SHAPE.cells() - entries;
        List<Arguments> all = new ArrayList<>();
        for (int blocks : new int[] {1, 7, 60}) {
            for (int mode = 0; mode < 3; mode++) {
                all.add(Arguments.of(blocks, mode, new Uniform(entries / 3), false));
                all.add(Arguments.of(blocks, mode, new Stratified(entries / 3, zeros / 5), true));
                all.add(Arguments.of(blocks, mode, new SemiStratified(entries / 3, SHAPE.cells() / 5), true));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void every_cell_has_its_weight_in_the_mean(int blocks, int mode, Sampler sampler, boolean zeros) {
        SparseTensor data = data();
        ModeView[] views = views(data, mode, blocks);
        if (blocks == 60) {
            assertThat(views).anyMatch(view -> view.pieces() > 1);
        }
        int cells = (int) SHAPE.cells();
        double[][] sums = new double[4][cells];
        double[][] step = new double[2][cells];
        Sample sample = new Sample(3);
        OwnedCells[] owned = new OwnedCells[views.length];
        for (int b = 0; b < views.length; b++) {
            owned[b] = new OwnedCells(views[b], SHAPE);
        }
        DrawStream random = new DrawStream(SEED, Purpose.STEP);
        for (int k = 0; k < STEPS; k++) {
            step[0] = new double[cells];
            step[1] = new double[cells];
            for (int b = 0; b < views.length; b++) {
                // a phase of its own for each step: what is tested is that each step is unbiased by itself
                int nonzero = new Quota(sampler.nonzeroRate(owned[b]), SEED + k, b, 0).at(k);
                int zero = new Quota(sampler.zeroRate(owned[b]), SEED + k, b, 1).at(k);
                sampler.draw(owned[b], nonzero, zero, random.restart(k, b), sample);
                add(sample, step);
            }
            for (int c = 0; c < cells; c++) {
                sums[0][c] += step[0][c];
                sums[1][c] += step[1][c];
                sums[2][c] += step[0][c] * step[0][c];
                sums[3][c] += step[1][c] * step[1][c];
            }
        }
        double[] weights = new double[cells];
        for (int p = 0; p < data.entries(); p++) {
            int[] s = data.subscript(p);
            weights[12 * s[0] + 4 * s[1] + s[2]] = data.weight(p);
        }
        for (int c = 0; c < cells; c++) {
            check(sums[0][c], sums[2][c], weights[c], "listed " + c);
            check(sums[1][c], sums[3][c], zeros && weights[c] == 0 ? 1 : 0, "zero " + c);
        }
    }

    private static void add(Sample sample, double[][] step) {
        for (int p = 0; p < sample.size(); p++) {
            int c = 12 * sample.subscripts(0)[p] + 4 * sample.subscripts(1)[p] + sample.subscripts(2)[p];
            step[sample.x()[p] == 2 ? 0 : 1][c] += sample.weights()[p];
            step[1][c] -= p < sample.nonzeros() ? sample.correction() : 0;
        }
    }

    private static void check(double sum, double squares, double expected, String what) {
        double mean = sum / STEPS;
        double error = Math.sqrt(Math.max(0, squares / STEPS - mean * mean) / STEPS);
        assertThat(mean).as(what).isCloseTo(expected, offset(5 * error + 1e-12));
    }

    private static ModeView[] views(SparseTensor data, int mode, int blocks) {
        RowBlocks cuts = RowBlocks.cut(data.sliceCounts(mode), blocks);
        return ModeViews.build(data, mode, cuts, data.sliceCounts(mode));
    }

    @Test
    void a_tensor_of_more_cells_than_a_long_counts_is_drawn_from_end_to_end() {
        int huge = Integer.MAX_VALUE - 9;
        Shape shape = Shape.of(huge, huge, 2, huge);
        SparseTensor data = SparseTensor.builder(4)
                .add(new int[] {0, 0, 0, 0}, 1)
                .add(new int[] {5, huge - 1, 1, huge - 1}, 1)
                .build(shape, Duplicates.ERROR);
        RowBlocks cuts = RowBlocks.cut(data.sliceCounts(2), 2);
        Sampler sampler = new Stratified(1, shape.cells() / 1000);
        Sample sample = new Sample(4);
        int least = huge;
        int most = 0;
        for (ModeView view : ModeViews.build(data, 2, cuts, data.sliceCounts(2))) {
            OwnedCells owned = new OwnedCells(view, shape);
            int zeros = new Quota(sampler.zeroRate(owned), SEED, view.block(), 1).at(0);
            sampler.draw(owned, 1, zeros, new DrawStream(SEED, Purpose.STEP).restart(0, view.block()), sample);
            assertThat(sample.size()).isEqualTo(1 + zeros);
            for (int p = 0; p < sample.size(); p++) {
                assertThat(sample.subscripts(2)[p]).isBetween(view.firstRow(), view.firstRow() + view.rows() - 1);
                assertThat(sample.subscripts(3)[p]).isBetween(0, huge - 1);
                least = p > 0 ? Math.min(least, sample.subscripts(0)[p]) : least;
                most = p > 0 ? Math.max(most, sample.subscripts(0)[p]) : most;
            }
        }
        assertThat(least).isLessThan(huge / 100);
        assertThat(most).isGreaterThan(huge - huge / 100);
    }

    @Test
    void all_zeros_are_visited_once_and_no_other_cell() {
        SparseTensor data = data();
        for (int blocks : new int[] {1, 60}) {
            int found = 0;
            for (ModeView view : views(data, 1, blocks)) {
                OwnedCells owned = new OwnedCells(view, SHAPE);
                int[] cursor = owned.firstCell();
                Sample sample = new Sample(3);
                boolean more = true;
                while (more) {
                    more = owned.nextZeros(cursor, 5, sample);
                    found += sample.size();
                }
            }
            assertThat(found).isEqualTo((int) SHAPE.cells() - data.entries());
        }
    }

    @Test
    void a_quota_keeps_its_remainder() {
        for (double rate : new double[] {0, 0.3, 1, 2.75}) {
            Quota quota = new Quota(rate, SEED, 3, 0);
            long sum = 0;
            for (int k = 0; k < 1000; k++) {
                int now = quota.at(k);
                assertThat((double) now).isBetween(Math.floor(rate), Math.ceil(rate));
                sum += now;
            }
            assertThat((double) sum).isCloseTo(1000 * rate, offset(1.0));
        }
    }
}
