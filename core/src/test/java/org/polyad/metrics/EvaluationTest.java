package org.polyad.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.oracle.Dense;
import org.polyad.oracle.Samples;
import org.polyad.solver.Unlisted;
import org.polyad.solver.ZeroHandling;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Against naive loops; seeds are the orders. */
class EvaluationTest {
    private static final int[][] SIZES = {{4, 5}, {3, 1, 4}, {3, 4, 2, 2}, {2, 3, 1, 2, 3}};

    static Stream<String> losses() {
        return Losses.names().stream();
    }

    private static EvaluationOptions options(Unlisted unlisted, double exactCells) {
        return new EvaluationOptions(unlisted, Set.of(Metric.values()), exactCells, 1);
    }

    private static void agree(Evaluation evaluation, Map<Metric, Double> expected) {
        assertThat(evaluation.values().keySet()).isEqualTo(expected.keySet());
        expected.forEach((metric, value) -> {
            double tolerance = 1e-9 * Math.max(1, Math.abs(value));
            if (Double.isNaN(value)) {
                assertThat(evaluation.values().get(metric)).isNaN();
            } else if (!evaluation.estimated().contains(metric)) {
                assertThat(evaluation.values().get(metric))
                        .as(metric.toString())
                        .isCloseTo(value, within(tolerance));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void listed_entries(String name) {
        Loss loss = Losses.parse(name);
        for (int[] sizes : SIZES) {
            for (boolean weighted : new boolean[] {false, true}) {
                Random random = new Random(sizes.length);
                Shape shape = Shape.of(sizes);
                SparseTensor data = Samples.tensor(shape, loss.domain(), 0.6, weighted, random);
                SparseTensor excluded = Samples.tensor(shape, Domain.REAL, 0.2, false, random);
                Ktensor model = Samples.model(shape, 3, loss, random);
                Dense dense = Dense.of(data, false).without(excluded);
                agree(
                        Evaluation.of(model, loss, data, excluded, options(Unlisted.MISSING, 1e7)),
                        NaiveMetrics.of(dense, loss, Samples.absorbed(model)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void zeros_by_visiting_and_by_closed_form(String name) {
        Loss loss = Losses.parse(name);
        for (int[] sizes : SIZES) {
            Random random = new Random(sizes.length);
            Shape shape = Shape.of(sizes);
            SparseTensor data = Samples.tensor(shape, loss.domain(), 0.3, true, random);
            SparseTensor excluded = Samples.tensor(shape, Domain.REAL, 0.2, false, random);
            Ktensor model = Samples.model(shape, 3, loss, random);
            if (!loss.unlistedZeros()) {
                assertThatThrownBy(() -> Evaluation.of(model, loss, data, null, options(Unlisted.ZERO, 1e7)))
                        .isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            Map<Metric, Double> expected =
                    NaiveMetrics.of(Dense.of(data, true).without(excluded), loss, Samples.absorbed(model));
            Evaluation visited = Evaluation.of(model, loss, data, excluded, options(Unlisted.ZERO, 1e7));
            assertThat(visited.zeros()).isEqualTo(ZeroHandling.ALL_CELLS);
            assertThat(visited.estimated()).isEmpty();
            agree(visited, expected);
            agree(Evaluation.of(model, loss, data, excluded, options(Unlisted.ZERO, 0)), expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poisson", "beta(b=2)"})
    void nonnegative_models_have_all_in_closed_form(String name) {
        Loss loss = Losses.parse(name);
        Shape shape = Shape.of(5, 4, 3);
        Random random = new Random(7);
        SparseTensor data = Samples.tensor(shape, loss.domain(), 0.3, false, random);
        Evaluation closed =
                Evaluation.of(Samples.model(shape, 2, loss, random), loss, data, null, options(Unlisted.ZERO, 0));
        assertThat(closed.zeros()).isEqualTo(ZeroHandling.CLOSED_FORM);
        assertThat(closed.estimated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gaussian", "bernoulli-logit", "bernoulli-odds", "poisson-log", "negative-binomial", "huber"})
    void sampled_zeros_are_unbiased_and_said_to_be_sampled_seeds_1_to_40(String name) {
        Loss loss = Losses.parse(name);
        Shape shape = Shape.of(30, 40, 50);
        Random random = new Random(11);
        SparseTensor data = Samples.tensor(shape, loss.domain(), 0.02, false, random);
        Ktensor model = Samples.model(shape, 2, loss, random);
        Evaluation exact = Evaluation.of(model, loss, data, null, options(Unlisted.ZERO, 1e7));
        int seeds = 40;
        Map<Metric, Double> sums = new EnumMap<>(Metric.class);
        Map<Metric, Double> squares = new EnumMap<>(Metric.class);
        for (int seed = 1; seed <= seeds; seed++) {
            EvaluationOptions options = new EvaluationOptions(Unlisted.ZERO, Set.of(Metric.values()), 0, seed);
            Evaluation sampled = Evaluation.of(model, loss, data, null, options);
            assertThat(sampled.zeros()).isEqualTo(ZeroHandling.SAMPLED);
            assertThat(sampled.estimated()).isNotEmpty();
            sampled.values().forEach((metric, value) -> {
                double sum = additive(metric, value);
                sums.merge(metric, sum, Double::sum);
                squares.merge(metric, sum * sum, Double::sum);
            });
        }
        exact.values().forEach((metric, value) -> {
            double mean = sums.get(metric) / seeds;
            double error = Math.sqrt(Math.max(0, squares.get(metric) / seeds - mean * mean) / seeds);
            double expected = additive(metric, value);
            assertThat(mean)
                    .as(metric.toString())
                    .isCloseTo(expected, within(4 * error + 0.002 * Math.abs(expected) + 1e-9));
        });
    }

    /** A metric, or a function of it that is a sum over cells: only such an estimate is unbiased. */
    private static double additive(Metric metric, double value) {
        return switch (metric) {
            case RMSE -> value * value;
            case FIT -> (1 - value) * (1 - value);
            default -> value;
        };
    }

    @Test
    void slabs_do_not_matter() {
        Loss loss = Losses.bernoulliOdds();
        Shape shape = Shape.of(700, 30, 40);
        Random random = new Random(3);
        SparseTensor data = Samples.tensor(shape, loss.domain(), 0.01, false, random);
        Ktensor model = Samples.model(shape, 2, loss, random);
        Evaluation visited = Evaluation.of(model, loss, data, null, options(Unlisted.ZERO, 1e7));
        assertThat(visited.cells()).isEqualTo(shape.cells());
        assertThat(visited.entries()).isEqualTo(data.entries());
        double objective = Dense.of(data, true).objective(loss, Samples.absorbed(model));
        assertThat(visited.values().get(Metric.OBJECTIVE)).isCloseTo(objective, within(1e-9 * objective));
    }

    @Test
    void ties_count_half() {
        Shape shape = Shape.of(2, 3);
        FactorMatrix a = new FactorMatrix(2, 1);
        FactorMatrix b = new FactorMatrix(3, 1);
        a.set(0, 0, 1);
        a.set(1, 0, 1);
        Ktensor model = new Ktensor(new double[] {1}, a, b);
        SparseTensor data = Samples.tensor(shape, Domain.BINARY, 1, false, new Random(1));
        Evaluation flat =
                Evaluation.of(model, Losses.bernoulliLogit(), data, null, EvaluationOptions.of(Unlisted.ZERO));
        assertThat(flat.values().get(Metric.AUC)).isEqualTo(0.5);
    }

    @Test
    void no_entries_give_nan() {
        Loss loss = Losses.bernoulliLogit();
        Shape shape = Shape.of(3, 3);
        SparseTensor data = Samples.tensor(shape, Domain.BINARY, 0.5, false, new Random(1));
        Evaluation none = Evaluation.of(
                Samples.model(shape, 1, loss, new Random(2)), loss, data, data, options(Unlisted.MISSING, 1e7));
        assertThat(none.entries()).isZero();
        assertThat(none.values().get(Metric.RMSE)).isNaN();
        assertThat(none.values().get(Metric.AUC)).isNaN();
    }

    @Test
    void a_value_outside_the_domain_is_named() {
        Loss loss = Losses.poisson();
        Shape shape = Shape.of(2, 2);
        SparseTensor data = SparseTensor.builder(2).add(new int[] {1, 0}, -2).build(shape, Duplicates.ERROR);
        assertThatThrownBy(() -> Evaluation.of(
                        Samples.model(shape, 1, loss, new Random(1)), loss, data, null, options(Unlisted.ZERO, 1e7)))
                .hasMessage("loss poisson needs a whole number x >= 0, but entry [1, 0] is -2.0");
    }
}
