package org.polyad.solver.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyad.cells.FittedCells;
import org.polyad.linalg.Nvecs;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.ZeroHandling;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class StartTest {
    private static final Shape SHAPE = Shape.of(9, 8, 7);

    private static Start start(String loss, boolean nonnegative, double mean, double square) {
        return start(loss, nonnegative, mean, square, ZeroHandling.ALL_CELLS);
    }

    private static Start start(String loss, boolean nonnegative, double mean, double square, ZeroHandling zeros) {
        Loss parsed = Losses.parse(loss);
        FittedCells.Moments moments = new FittedCells.Moments(100, 504, 504, mean * 504, square * 504, 0);
        GcpOptions options =
                GcpOptions.of(3).loss(parsed).nonnegative(nonnegative).build();
        return new Start(SHAPE, options, new FittedCells(parsed, zeros, moments));
    }

    private static double mean(FactorMatrix[] factors, int power) {
        double[] ones = {1, 1, 1};
        Ktensor model = new Ktensor(ones, factors);
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 8; j++) {
                for (int k = 0; k < 7; k++) {
                    sum += Math.pow(model.valueAt(i, j, k), power);
                }
            }
        }
        return sum / 504;
    }

    @Test
    void linked_losses_start_at_the_level_of_the_data_where_zeros_are_sampled() {
        for (String loss : List.of("bernoulli-logit", "poisson-log")) {
            FactorMatrix[] factors =
                    start(loss, false, 0.01, 0.01, ZeroHandling.SAMPLED).random(4);
            double level = loss.equals("poisson-log") ? Math.log(0.01) : Math.log(0.01 / 0.99);
            for (int cell = 0; cell < 7; cell++) {
                double m = factors[0].at(cell, 0) * factors[1].at(cell, 0) * factors[2].at(cell, 0);
                assertThat(m).as(loss).isCloseTo(level, offset(1e-9));
            }
            FactorMatrix[] even = start(loss, false, 0.01, 0.01).random(4);
            assertThat(factors[1].at(3, 1)).as("the other components").isEqualTo(even[1].at(3, 1));
            assertThat(mean(even, 1)).as("all cells are seen").isNotCloseTo(level, offset(1.0));
        }
        for (String loss : List.of("huber(delta=0.25)", "poisson")) {
            assertThat(start(loss, false, 0.01, 0.01, ZeroHandling.SAMPLED).random(4))
                    .as(loss)
                    .usingRecursiveComparison()
                    .isEqualTo(start(loss, false, 0.01, 0.01).random(4));
        }
    }

    @Test
    void bounded_losses_start_at_the_mean_of_the_data() {
        for (String loss : List.of("poisson", "gamma", "rayleigh", "beta(b=0.5)")) {
            FactorMatrix[] factors = start(loss, false, 2.5, 9).random(4);
            assertThat(mean(factors, 1)).as(loss).isCloseTo(2.5, offset(1e-9));
            assertThat(Arrays.stream(factors[1].data()).min().orElseThrow())
                    .as(loss)
                    .isNotNegative();
        }
        assertThat(5 * mean(start("negative-binomial(k=5)", false, 2.5, 9).random(4), 1))
                .isCloseTo(2.5, offset(1e-9));
        double odds = mean(start("bernoulli-odds", false, 0.25, 0.25).random(4), 1);
        assertThat(odds / (1 + odds)).isCloseTo(0.25, offset(1e-9));
        // only ones are listed: no odds have that mean
        assertThat(mean(start("bernoulli-odds", false, 1, 1).random(4), 1)).isCloseTo(9, offset(1e-6));
    }

    @Test
    void the_norm_is_that_of_the_data_with_the_identity_and_the_unit_size_with_other_links() {
        for (String loss : List.of("gaussian", "huber")) {
            assertThat(mean(start(loss, false, -2, 9).random(5), 2)).as(loss).isCloseTo(9, offset(1e-9));
            assertThat(mean(start(loss, true, -2, 9).random(5), 2)).as(loss).isCloseTo(9, offset(1e-9));
        }
        for (String loss : List.of("bernoulli-logit", "poisson-log")) {
            assertThat(mean(start(loss, false, 0.5, 9).random(5), 2)).as(loss).isCloseTo(1, offset(1e-9));
        }
        double[] nonnegative = start("gaussian", true, -2, 9).random(5)[0].data();
        assertThat(Arrays.stream(nonnegative).min().orElseThrow()).isNotNegative();
    }

    @Test
    void data_of_zeros_have_a_finite_start() {
        for (String loss : Losses.names()) {
            for (FactorMatrix factor : start(loss, false, 0, 0).random(1)) {
                for (double value : factor.data()) {
                    assertThat(value).as(loss).isFinite();
                }
            }
        }
    }

    @Test
    void random_factors_depend_on_the_seed_alone_and_padding_is_zero() {
        FactorMatrix[] one = start("gaussian", false, 1, 1).random(1);
        assertThat(start("gaussian", false, 1, 1).random(1)).isEqualTo(one);
        assertThat(start("gaussian", false, 1, 1).random(2)[0]).isNotEqualTo(one[0]);
        for (int j = 0; j < 9; j++) {
            assertThat(one[0].data()[4 * j + 3]).isZero();
        }
    }

    @Test
    void a_given_model_is_spread_clipped_and_checked() {
        FactorMatrix[] factors = start("gaussian", false, 1, 1).random(1);
        Ktensor model = new Ktensor(new double[] {8, -1, 0}, factors);
        Ktensor spread = new Ktensor(
                new double[] {1, 1, 1}, start("gaussian", false, 1, 1).given(model));
        assertThat(spread.valueAt(3, 2, 1)).isCloseTo(model.valueAt(3, 2, 1), offset(1e-12));
        for (FactorMatrix factor : start("poisson", false, 1, 1).given(model)) {
            assertThat(Arrays.stream(factor.data()).min().orElseThrow()).isNotNegative();
        }
        Ktensor other = new Ktensor(new double[2], new FactorMatrix(9, 2), new FactorMatrix(8, 2));
        assertThatThrownBy(() -> start("gaussian", false, 1, 1).given(other))
                .hasMessage("the model to start from is 9 x 8 of rank 2, "
                        + "but the tensor is 9 x 8 x 7 and the rank asked for is 3");
    }

    @Test
    void nvecs_are_left_singular_vectors_seed_3() {
        SparseTensor data = random(new int[] {30, 6, 5}, 3);
        FactorMatrix[] nvecs = Nvecs.of(data, 4, 1);
        for (int mode = 0; mode < 3; mode++) {
            double[][] gram = gram(data, mode);
            double before = Double.POSITIVE_INFINITY;
            for (int r = 0; r < 4; r++) {
                double[] v = column(nvecs[mode], r);
                double[] image = times(gram, v);
                double value = dot(v, image);
                assertThat(dot(v, v)).isCloseTo(1, offset(1e-12));
                assertThat(value).isLessThan(before);
                for (int i = 0; i < v.length; i++) {
                    assertThat(image[i]).isCloseTo(value * v[i], offset(2e-5 * value));
                }
                before = value;
            }
            assertThat(before).isGreaterThan(trace(gram) / gram.length / 2);
        }
    }

    @Test
    void nvecs_past_the_size_of_a_mode_are_random_and_data_of_low_rank_do() {
        SparseTensor data = random(new int[] {2, 9, 1}, 3);
        FactorMatrix[] nvecs = Nvecs.of(data, 5, 1);
        for (FactorMatrix factor : nvecs) {
            for (int r = 0; r < 5; r++) {
                assertThat(dot(column(factor, r), column(factor, r))).isBetween(1e-3, 20.0);
            }
        }
        assertThat(Math.abs(nvecs[2].at(0, 0))).isCloseTo(1, offset(1e-12));
    }

    private static SparseTensor random(int[] sizes, long seed) {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int p = 0; p < sizes[0] * sizes[1] * sizes[2]; p++) {
            int[] subscript = {p / sizes[2] / sizes[1], p / sizes[2] % sizes[1], p % sizes[2]};
            if (Streams.uniform(seed, Purpose.GENERATE, p, 0, 0) < 0.4) {
                builder.add(subscript, 1 + Streams.normal(seed, Purpose.GENERATE, p, 1, 0));
            }
        }
        return builder.build(Shape.of(sizes), Duplicates.ERROR);
    }

    private static double[][] gram(SparseTensor t, int mode) {
        double[][] gram = new double[t.shape().size(mode)][t.shape().size(mode)];
        for (int p = 0; p < t.entries(); p++) {
            for (int q = 0; q < t.entries(); q++) {
                boolean same = true;
                for (int n = 0; n < 3; n++) {
                    same &= n == mode || t.subscripts(n)[p] == t.subscripts(n)[q];
                }
                if (same) {
                    gram[t.subscripts(mode)[p]][t.subscripts(mode)[q]] += t.values()[p] * t.values()[q];
                }
            }
        }
        return gram;
    }

    private static double trace(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            sum += matrix[i][i];
        }
        return sum;
    }

    private static double[] column(FactorMatrix factor, int r) {
        double[] column = new double[factor.rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = factor.at(i, r);
        }
        return column;
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] image = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            image[i] = dot(matrix[i], v);
        }
        return image;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
