package org.polyad.model.cp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Make;
import org.polyad.tensor.SparseTensor;

class KtensorTest {
    /** Orders 2 to 5, mode size 1, rank 1. */
    static Stream<Ktensor> models() {
        return Stream.of(
                Make.ktensor(1, 3, 4, 5),
                Make.ktensor(2, 2, 4, 1, 3),
                Make.ktensor(3, 1, 2, 3, 4),
                Make.ktensor(4, 5, 3, 4, 2, 3),
                Make.ktensor(5, 4, 2, 1, 3, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("models")
    void norm_and_inner_product_are_those_of_the_dense_array(Ktensor model) {
        double[] dense = Make.dense(model);
        double squares = 0;
        for (double m : dense) {
            squares += m * m;
        }
        assertThat(model.norm()).isCloseTo(Math.sqrt(squares), within(1e-12 * Math.sqrt(squares)));

        SparseTensor x = Make.sparse(7, model.shape().sizes());
        double product = 0;
        int p = 0;
        int[][] cells = Make.cells(model.shape());
        for (int c = 0; c < cells.length && p < x.entries(); c++) {
            if (java.util.Arrays.equals(cells[c], x.subscript(p))) {
                product += dense[c] * x.values()[p++];
            }
        }
        assertThat(model.innerProduct(x)).isCloseTo(product, within(1e-11));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_canonical_form_is_the_same_model(Ktensor model) {
        for (boolean oneNorm : new boolean[] {false, true}) {
            Ktensor canonical = model.canonical(oneNorm);
            assertThat(Make.dense(canonical))
                    .usingComparatorWithPrecision(1e-11)
                    .containsExactly(Make.dense(model));
            assertCanonical(canonical, oneNorm);
        }
    }

    private static void assertCanonical(Ktensor model, boolean oneNorm) {
        for (int r = 0; r < model.rank(); r++) {
            assertThat(model.lambda()[r]).isNotNegative();
            assertThat(r == 0 || model.lambda()[r - 1] >= model.lambda()[r]).isTrue();
            for (int n = 0; n < model.order(); n++) {
                double sum = 0;
                double largest = 0;
                for (int i = 0; i < model.factor(n).rows(); i++) {
                    double a = model.factor(n).at(i, r);
                    sum += oneNorm ? Math.abs(a) : a * a;
                    largest = Math.abs(a) > Math.abs(largest) ? a : largest;
                }
                assertThat(sum).isCloseTo(1, within(1e-12));
                assertThat(n == model.order() - 1 || largest > 0).isTrue();
            }
        }
    }

    @Test
    void a_component_with_a_zero_column_is_zero_and_stays_finite() {
        Ktensor model = Make.ktensor(11, 2, 3, 4);
        for (int i = 0; i < 4; i++) {
            model.factor(1).set(i, 0, 0);
        }
        Ktensor canonical = model.canonical(false);
        assertThat(canonical.lambda()[1]).isZero();
        assertThat(Make.dense(canonical)).usingComparatorWithPrecision(1e-12).containsExactly(Make.dense(model));
        assertThat(canonical.score(model)).isCloseTo(1, within(1e-12));
    }

    @Test
    void norms_of_huge_and_tiny_columns_do_not_overflow() {
        Ktensor model = new Ktensor(new double[] {1}, column(3e200, 4e200), column(3e-200, 4e-200));
        assertThat(model.normalize(false).lambda()[0]).isCloseTo(25, within(1e-12));
    }

    private static FactorMatrix column(double... a) {
        FactorMatrix column = new FactorMatrix(a.length, 1);
        for (int i = 0; i < a.length; i++) {
            column.set(i, 0, a[i]);
        }
        return column;
    }

    @ParameterizedTest
    @MethodSource("models")
    void factors_with_the_weights_pushed_in_are_the_same_model(Ktensor model) {
        double[] ones = new double[model.rank()];
        java.util.Arrays.fill(ones, 1);
        assertThat(Make.dense(new Ktensor(ones, model.spread())))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(Make.dense(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_score_ignores_order_scale_and_paired_signs(Ktensor model) {
        int rank = model.rank();
        FactorMatrix[] factors = new FactorMatrix[model.order()];
        double[] lambda = new double[rank];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(model.factor(n).rows(), rank);
        }
        for (int r = 0; r < rank; r++) {
            lambda[rank - 1 - r] = model.lambda()[r] * 3;
            for (int n = 0; n < factors.length; n++) {
                double scale = n == 0 ? -2 : n == 1 ? -0.25 : 1;
                for (int i = 0; i < factors[n].rows(); i++) {
                    factors[n].set(i, rank - 1 - r, scale * model.factor(n).at(i, r));
                }
            }
        }
        Ktensor other = new Ktensor(lambda, factors);
        assertThat(model.score(other)).isCloseTo(1, within(1e-12));
        lambda[0] = -lambda[0];
        assertThat(model.score(other)).isLessThan(1 - 1e-3);
    }

    @Test
    void the_score_is_the_mean_congruence_of_the_best_matching() {
        double c = Math.sqrt(0.5);
        Ktensor a = new Ktensor(new double[] {2, 5}, columns(1, 0, 0, 1), columns(1, 0, 0, 1));
        Ktensor b = new Ktensor(new double[] {1, 1}, columns(0, 1, 1, 0), columns(c, c, c, -c));
        // Component 0 of a is orthogonal to component 0 of b in mode 0, so it goes with 1; cosines c and -(-c).
        assertThat(a.score(b)).isCloseTo((c + c) / 2, within(1e-15));
        assertThat(b.score(a)).isCloseTo(a.score(b), within(1e-15));
    }

    /** Two columns of two entries: (a, b) and (c, d). */
    private static FactorMatrix columns(double a, double b, double c, double d) {
        FactorMatrix matrix = new FactorMatrix(2, 2);
        matrix.setRow(0, new double[] {a, c}, 0);
        matrix.setRow(1, new double[] {b, d}, 0);
        return matrix;
    }

    @Test
    void unequal_ranks_are_matched_as_far_as_they_go() {
        Ktensor model = Make.ktensor(21, 3, 5, 6, 7);
        FactorMatrix[] first = new FactorMatrix[3];
        for (int n = 0; n < 3; n++) {
            first[n] = new FactorMatrix(model.factor(n).rows(), 1);
            for (int i = 0; i < first[n].rows(); i++) {
                first[n].set(i, 0, model.factor(n).at(i, 1));
            }
        }
        Ktensor one = new Ktensor(new double[] {model.lambda()[1]}, first);
        assertThat(model.score(one)).isCloseTo(1, within(1e-12));
        assertThat(one.score(model)).isCloseTo(1, within(1e-12));
    }

    @Test
    void models_and_tensors_of_other_shapes_are_refused() {
        Ktensor model = Make.ktensor(1, 2, 3, 4);
        assertThatThrownBy(() -> model.score(Make.ktensor(1, 2, 3, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("models of one shape can be compared, found 3 x 4 and 3 x 5");
        assertThatThrownBy(() -> model.innerProduct(Make.sparse(1, 4, 3)))
                .hasMessage("an inner product needs one shape, found a tensor of 4 x 3 and a model of 3 x 4");
        assertThatThrownBy(() -> new Ktensor(new double[2], new FactorMatrix(3, 2), new FactorMatrix(3, 1)))
                .hasMessageContaining("a column for each of the 2 weights, found 1");
        assertThatThrownBy(() -> new Ktensor(new double[1], new FactorMatrix(3, 1)))
                .hasMessage("a model needs order 2 or more, found 1");
    }
}
