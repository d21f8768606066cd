package org.polyad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseTensorTest {
    private static SparseTensorBuilder twice() {
        return SparseTensor.builder(2)
                .add(new int[] {1, 0}, 5)
                .add(new int[] {0, 2}, 1, 3)
                .add(new int[] {1, 0}, 2)
                .add(new int[] {0, 2}, 4, 1);
    }

    @Test
    void a_subscript_that_no_shape_holds_is_refused() {
        var builder = SparseTensor.builder(2).add(new int[] {0, Integer.MAX_VALUE}, 1);
        assertThatThrownBy(() -> builder.build(Duplicates.ERROR))
                .isInstanceOf(EntryException.class)
                .hasMessage("a mode has at most 2^31 - 1 rows, but an entry is at [0, 2147483647]");
    }

    @Test
    void each_policy_joins_duplicates_its_own_way() {
        assertThat(twice().build(Duplicates.SUM).values()).containsExactly(5, 7);
        assertThat(twice().build(Duplicates.SUM).weights()).containsExactly(2, 1);
        assertThat(twice().build(Duplicates.MEAN).values()).containsExactly(2.5, 3.5);
        assertThat(twice().build(Duplicates.MEAN).weights()).containsExactly(2, 1);
        assertThat(twice().build(Duplicates.LAST).values()).containsExactly(4, 2);
        assertThat(twice().build(Duplicates.LAST).weights()).containsExactly(1, 1);
        assertThatThrownBy(() -> twice().build(Duplicates.ERROR)).isInstanceOfSatisfying(EntryException.class, e -> {
            assertThat(e).hasMessage("an entry stands more than once: [0, 2]");
            assertThat(e.message(1)).isEqualTo("an entry stands more than once: [1, 3]");
            assertThat(e.subscript()).containsExactly(0, 2);
        });
    }

    /** Short slices with many duplicates, ordinary ones, a first mode that is long for the entries, slices too large to number. */
    @ParameterizedTest
    @ValueSource(strings = {"3 20 7", "3 200000 7", "1000000000 5 9", "4 2000000000 2000000000"})
    void entries_are_sorted_whatever_their_order_seed_5(String text) {
        Random random = new Random(5);
        int[] sizes = Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
        SparseTensorBuilder builder = SparseTensor.builder(3);
        TreeMap<int[], Double> expected = new TreeMap<>(Arrays::compare);
        for (int p = 0; p < 5000; p++) {
            int[] subscript =
                    Arrays.stream(sizes).map(size -> random.nextInt(size)).toArray();
            builder.add(subscript, p);
            expected.put(subscript, (double) p);
        }
        SparseTensor tensor = builder.build(Shape.of(sizes), Duplicates.LAST);
        assertThat(tensor.entries()).isEqualTo(expected.size());
        int p = 0;
        for (int[] subscript : expected.keySet()) {
            assertThat(tensor.subscript(p)).containsExactly(subscript);
            assertThat(tensor.values()[p++]).isEqualTo(expected.get(subscript));
        }
        if (sizes[2] < 10) {
            assertThat(Arrays.stream(tensor.sliceCounts(2)).sum()).isEqualTo(expected.size());
        }
    }

    @Test
    void the_shape_comes_from_the_data_or_from_the_caller() {
        assertThat(twice().build(Duplicates.SUM).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(twice().build(Shape.of(4, 5), Duplicates.SUM).shape()).hasToString("4 x 5");
        assertThat(SparseTensor.builder(2).build(Shape.of(2, 2), Duplicates.SUM).entries())
                .isZero();
        assertThatThrownBy(() -> twice().build(Shape.of(2, 2), Duplicates.SUM))
                .isInstanceOf(EntryException.class)
                .hasMessage("the shape is 2 x 2, but an entry is at [0, 2]");
        assertThatThrownBy(() -> twice().build(Shape.of(2, 2, 2), Duplicates.SUM))
                .hasMessage("the shape 2 x 2 x 2 has order 3, but the entries have 2 subscripts");
        assertThatThrownBy(() -> SparseTensor.builder(2).build(Duplicates.SUM))
                .hasMessage("a tensor needs at least one entry, found none");
    }

    @Test
    void entries_that_are_none_are_refused_with_their_subscript() {
        SparseTensorBuilder builder = SparseTensor.builder(2);
        assertThatThrownBy(() -> builder.add(new int[] {1, 2}, Double.NaN))
                .isInstanceOf(EntryException.class)
                .hasMessage("a value must be a finite number, but entry [1, 2] is NaN");
        assertThatThrownBy(() -> builder.add(new int[] {1, 2}, 1, -1))
                .hasMessage("a weight must be 0 or more, but entry [1, 2] has -1.0");
        assertThatThrownBy(() -> builder.add(new int[] {1, 2}, 1, Double.POSITIVE_INFINITY))
                .isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> builder.add(new int[] {1, -2}, 1)).isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> builder.add(new int[] {1, 2, 3}, 1)).isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> SparseTensor.builder(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.count()).isZero();
    }

    @Test
    void shapes_know_their_cells() {
        Shape shape = Shape.of(2, 3);
        assertThat(shape.cells()).isEqualTo(6);
        assertThat(Shape.of(2_000_000_000, 2_000_000_000, 2_000_000_000).cells())
                .isEqualTo(8e27);
        assertThat(shape.contains(1, 2)).isTrue();
        assertThat(shape.contains(2, 0)).isFalse();
        assertThat(shape.contains(0, -1)).isFalse();
        assertThat(shape.contains(0)).isFalse();
        assertThatThrownBy(() -> Shape.of(3)).hasMessage("a tensor needs order 2 or more, found 1");
        assertThatThrownBy(() -> Shape.of(3, 0)).hasMessage("mode 1 needs a size of 1 or more, found 0");
    }

    @Test
    void a_tensor_that_lists_every_cell_is_dense() {
        SparseTensorBuilder builder = SparseTensor.builder(2);
        for (int[] cell : Make.cells(Shape.of(2, 3))) {
            builder.add(cell, 1);
        }
        assertThat(builder.build(Duplicates.ERROR).isDense()).isTrue();
        assertThat(builder.build(Shape.of(3, 3), Duplicates.ERROR).isDense()).isFalse();
    }
}
