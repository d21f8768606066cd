package org.polyad.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class EntriesTest {
    private static final Shape SHAPE = Shape.of(3, 2, 2);

    private static SparseTensor tensor(int... numbers) {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int number : numbers) {
            builder.add(new int[] {number / 4, number / 2 % 2, number % 2}, number);
        }
        return builder.build(SHAPE, Duplicates.ERROR);
    }

    @Test
    void join_keeps_the_order() {
        assertThat(Entries.join(tensor(1, 5, 6), tensor(0, 2, 7, 11)).values()).containsExactly(0, 1, 2, 5, 6, 7, 11);
        assertThat(Entries.join(tensor(), tensor(3)).values()).containsExactly(3);
        assertThat(Entries.join(tensor(3), Entries.none(SHAPE)).values()).containsExactly(3);
    }

    @Test
    void join_gives_weight_1_to_the_side_without_weights() {
        SparseTensor joined = Entries.join(tensor(1, 5), Entries.constant(tensor(0, 2), 0, 0.5));
        assertThat(joined.values()).containsExactly(0, 1, 0, 5);
        assertThat(joined.weights()).containsExactly(0.5, 1, 0.5, 1);
    }

    @Test
    void without_takes_away_what_both_have() {
        assertThat(Entries.without(tensor(0, 1, 5, 6, 11), tensor(1, 2, 6, 11)).values())
                .containsExactly(0, 5);
        assertThat(Entries.without(tensor(4), tensor()).values()).containsExactly(4);
        assertThat(Entries.without(tensor(4), tensor(4)).entries()).isZero();
    }

    @Test
    void all_cells_gives_each_cell_that_is_not_taken_once() {
        SparseTensor taken = tensor(0, 3, 11);
        SparseTensor all = Entries.join(taken, AllCells.zeros(Slab.whole(taken), taken));
        assertThat(all.entries()).isEqualTo(12);
        assertThat(Entries.without(all, taken).entries()).isEqualTo(9);
        for (int p = 0; p < 12; p++) {
            assertThat(all.subscript(p)).containsExactly(p / 4, p / 2 % 2, p % 2);
        }
    }

    @Test
    void all_cells_of_a_slab_are_those_of_its_rows() {
        SparseTensor taken = tensor(5);
        SparseTensor zeros = AllCells.zeros(new Slab(taken, 1, 2), taken);
        assertThat(zeros.entries()).isEqualTo(3);
        assertThat(zeros.subscripts(0)).containsOnly(1);
    }
}
