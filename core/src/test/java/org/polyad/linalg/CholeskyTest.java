package org.polyad.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seed is the size. */
class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 33})
    void solves_what_was_multiplied(int n) {
        Random random = new Random(n);
        double[] root = random.doubles(n * n, -1, 1).toArray();
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = i == j ? 0.5 : 0;
                for (int k = 0; k < n; k++) {
                    a[i * n + j] += root[k * n + i] * root[k * n + j];
                }
            }
        }
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                b[i] += a[i * n + j] * x[j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a[i * n + j] = Double.NaN; // only the upper triangle may be read
            }
        }
        assertThat(Cholesky.factor(a, n)).isTrue();
        Cholesky.solve(a, n, b);
        assertThat(b).containsExactly(x, within(1e-10));
    }

    @Test
    void says_when_a_matrix_is_not_positive_definite() {
        assertThat(Cholesky.factor(new double[] {1, 2, 0, 1}, 2)).isFalse();
        assertThat(Cholesky.factor(new double[] {0}, 1)).isFalse();
        assertThat(Cholesky.factor(new double[] {Double.NaN}, 1)).isFalse();
    }
}
