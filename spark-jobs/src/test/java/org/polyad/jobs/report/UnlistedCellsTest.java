package org.polyad.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class UnlistedCellsTest {
    /** Every {@code each}-th cell. */
    private static SparseTensor listed(int each) {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int c = 0; c < 100 * 80 * 60; c += each) {
            builder.add(new int[] {c / 4800, c / 60 % 80, c % 60}, 1);
        }
        return builder.build(Shape.of(100, 80, 60), Duplicates.ERROR);
    }

    /** Weighted sums over the cells visited: of 1, and of the first subscript. */
    private static double[] sums(UnlistedCells cells) {
        double[] sums = new double[2];
        int[] visited = {0};
        cells.forEach(some -> {
            visited[0] += some.entries();
            for (int p = 0; p < some.entries(); p++) {
                assertThat(some.values()[p]).isZero();
                sums[0] += cells.weight();
                sums[1] += cells.weight() * some.subscripts(0)[p];
            }
        });
        assertThat(visited[0]).isEqualTo(cells.count());
        return sums;
    }

    @Test
    void all_cells_while_they_are_few_and_else_a_sample_that_speaks_for_all() {
        SparseTensor data = listed(10);
        double mean = 49.5;
        double[] all = sums(new UnlistedCells(data, 480_000));
        assertThat(all[0]).isEqualTo(432_000);
        assertThat(all[1] / all[0]).isCloseTo(mean, within(1e-9));
        UnlistedCells some = new UnlistedCells(data, 100_000);
        assertThat(some.count()).isBetween(195_000, 205_000);
        double[] sampled = sums(some);
        assertThat(sampled[0]).isCloseTo(432_000, within(1e-3));
        // of 200,000 of 432,000: a standard error of 0.05
        assertThat(sampled[1] / sampled[0]).isCloseTo(mean, within(0.2));
    }

    @Test
    void none_where_every_cell_is_listed() {
        UnlistedCells none = new UnlistedCells(listed(1), 1000);
        assertThat(none.count()).isZero();
        assertThat(none.weight()).isZero();
        assertThat(sums(none)).containsExactly(0, 0);
    }

    @Test
    void a_tensor_of_more_cells_than_a_long_can_number_is_sampled_too() {
        Shape shape = Shape.of(2_000_000, 2_000_000, 2_000_000);
        SparseTensor data = SparseTensor.builder(3).add(new int[] {1, 2, 3}, 1).build(shape, Duplicates.ERROR);
        double[] sums = sums(new UnlistedCells(data, 1000));
        assertThat(sums[0] / 8e18).isCloseTo(1, within(1e-9));
        assertThat(sums[1] / sums[0]).isCloseTo(1e6, within(1e4));
    }
}
