package org.polyad.solver.newton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** On linear maps x -> B x + b with spectral radius below 1, whose fixed points are known. */
class AndersonTest {
    private static final int SIZE = 4;

    private final double[][] matrix = new double[SIZE][SIZE];
    private final double[] fixed = {3, -1, 0.5, 2};

    private double[] image(double[] x) {
        double[] y = fixed.clone();
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                y[i] += matrix[i][j] * (x[j] - fixed[j]);
            }
        }
        return y;
    }

    private void draw(long seed) {
        Random random = new Random(seed);
        for (double[] row : matrix) {
            for (int j = 0; j < SIZE; j++) {
                row[j] = 0.9 * (2 * random.nextDouble() - 1) / SIZE;
            }
        }
    }

    private double[] iterate(Anderson anderson, int iterations) {
        double[] x = new double[SIZE];
        for (int k = 0; k < iterations; k++) {
            double[] next = anderson.next(x, image(x));
            x = next == null ? image(x) : next;
        }
        return x;
    }

    @Test
    void a_linear_map_is_solved_in_as_many_steps_as_it_has_dimensions_and_one_seed_7() {
        draw(7);
        double[] x = iterate(new Anderson(SIZE), SIZE + 2);
        double[] plain = new double[SIZE];
        for (int k = 0; k < SIZE + 2; k++) {
            plain = image(plain);
        }
        for (int i = 0; i < SIZE; i++) {
            assertThat(x[i]).isCloseTo(fixed[i], offset(1e-6));
        }
        assertThat(Math.abs(plain[0] - fixed[0])).isGreaterThan(1e-4);
    }

    @Test
    void nothing_is_learnt_from_one_pair_nor_from_a_point_that_stays() {
        Anderson anderson = new Anderson(2);
        double[] x = {1, 2};
        assertThat(anderson.next(x, x)).isNull();
        assertThat(anderson.next(x, x)).containsExactly(x);
    }

    @Test
    void a_restored_one_goes_on_with_the_same_bits_seed_8() {
        draw(8);
        for (int iterations = 0; iterations < 5; iterations++) {
            Anderson unbroken = new Anderson(2);
            double[] x = iterate(unbroken, iterations);
            Anderson restored = new Anderson(2);
            restored.restore(unbroken.state());
            assertThat(restored.next(x, image(x))).isEqualTo(unbroken.next(x, image(x)));
        }
    }

    @Test
    void what_was_cleared_is_forgotten() {
        draw(9);
        Anderson anderson = new Anderson(3);
        iterate(anderson, 3);
        anderson.clear();
        assertThat(anderson.state().sections()).isEmpty();
        assertThat(anderson.next(new double[SIZE], fixed)).isNull();
    }
}
