package org.polyad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FactorMatrixTest {
    @Test
    void rows_begin_at_multiples_of_four_and_the_padding_stays_zero() {
        FactorMatrix matrix = new FactorMatrix(3, 5);
        assertThat(matrix.stride()).isEqualTo(8);
        matrix.setRow(1, new double[] {9, 1, 2, 3, 4, 5, 9}, 1);
        matrix.scaleColumns(new double[] {1, 10, 1, 1, 2});
        assertThat(matrix.data()).hasSize(24);
        assertThat(java.util.Arrays.copyOfRange(matrix.data(), 8, 16)).containsExactly(1, 20, 3, 4, 10, 0, 0, 0);
        assertThat(matrix.at(1, 4)).isEqualTo(10);
        assertThat(matrix.offset(2)).isEqualTo(16);
    }

    @Test
    void a_copy_is_equal_and_apart() {
        FactorMatrix matrix = new FactorMatrix(2, 2);
        matrix.set(1, 1, 3);
        FactorMatrix copy = matrix.copy();
        assertThat(copy).isEqualTo(matrix).hasSameHashCodeAs(matrix);
        copy.set(0, 0, 1);
        assertThat(copy).isNotEqualTo(matrix);
        assertThat(matrix.at(0, 0)).isZero();
    }

    @Test
    void what_no_array_holds_is_refused() {
        assertThatThrownBy(() -> new FactorMatrix(1_000_000_000, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000000 rows and rank 16");
    }
}
