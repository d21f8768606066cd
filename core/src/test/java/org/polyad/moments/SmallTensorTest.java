package org.polyad.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A packed tensor against loops over all its n^3 places. */
class SmallTensorTest {
    private static SmallTensor random(int n, long seed) {
        Random random = new Random(seed);
        SmallTensor tensor = new SmallTensor(n);
        for (int p = 0; p < tensor.values().length; p++) {
            tensor.values()[p] = random.nextGaussian();
        }
        return tensor;
    }

    private static double[] numbers(int n, long seed) {
        return new Random(seed).doubles(n, -1, 1).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void contractions_equal_loops_over_all_places(int n) {
        SmallTensor tensor = random(n, 1);
        double[] v = numbers(n, 2);
        double[] squares = new double[n];
        double[] matrix = new double[n * n];
        double norm = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    squares[i] += tensor.at(i, j, k) * v[j] * v[k];
                    matrix[i * n + j] += tensor.at(i, j, k) * v[k];
                    norm += tensor.at(i, j, k) * tensor.at(i, j, k);
                }
            }
        }
        double[] y = new double[n];
        tensor.square(v, y);
        assertThat(y).containsExactly(squares, within(1e-13));
        assertThat(tensor.matrix(v)).containsExactly(matrix, within(1e-13));
        assertThat(tensor.normSquared()).isEqualTo(norm, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void what_is_added_stands_at_all_its_places(int n) {
        double[] v = numbers(n, 3);
        double[] b = numbers(n, 4);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.sin(i + j) + i * j;
            }
        }
        SmallTensor tensor = new SmallTensor(n);
        tensor.addCube(2, v);
        tensor.addSymmetric(-3, a, b);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    double symmetric = a[i * n + j] * b[k] + a[i * n + k] * b[j] + a[j * n + k] * b[i];
                    assertThat(tensor.at(i, j, k)).isEqualTo(2 * v[i] * v[j] * v[k] - 3 * symmetric, within(1e-13));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void a_change_of_basis_equals_six_loops(int columns) {
        int n = 4;
        SmallTensor tensor = random(n, 5);
        double[] w = numbers(n * columns, 6);
        SmallTensor to = tensor.transformed(w, columns);
        for (int a = 0; a < columns; a++) {
            for (int b = 0; b < columns; b++) {
                for (int c = 0; c < columns; c++) {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < n; j++) {
                            for (int k = 0; k < n; k++) {
                                sum += tensor.at(i, j, k)
                                        * w[i * columns + a]
                                        * w[j * columns + b]
                                        * w[k * columns + c];
                            }
                        }
                    }
                    assertThat(to.at(a, b, c)).isEqualTo(sum, within(1e-12));
                }
            }
        }
    }
}
