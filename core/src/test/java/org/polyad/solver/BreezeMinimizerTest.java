package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreezeMinimizerTest {
    private static final int MEMORY = 5;

    private static double[] filled(int n, double value) {
        double[] x = new double[n];
        Arrays.fill(x, value);
        return x;
    }

    private static double[] bounds(boolean bounded, int n) {
        return bounded ? new double[n] : null;
    }

    private static BreezeMinimizer started(Objective objective, double[] lower, double[] x) {
        BreezeMinimizer minimizer = new BreezeMinimizer(objective, MEMORY, lower);
        minimizer.start(x);
        return minimizer;
    }

    /** Steps until there is none left, and checks that each lowers the value. */
    private static void run(BreezeMinimizer minimizer, int iterations) {
        double value = minimizer.value();
        for (int i = 0; i < iterations && minimizer.step(); i++) {
            assertThat(minimizer.value()).isLessThan(value);
            value = minimizer.value();
        }
    }

    /** The objective, which fails on any point outside the bounds. */
    private static Objective guarded(Objective objective, double[] lower) {
        return (x, g) -> {
            for (int i = 0; i < x.length; i++) {
                assertThat(x[i]).isGreaterThanOrEqualTo(lower[i]);
            }
            return objective.valueAndGradient(x, g);
        };
    }

    /** A line search sees no slope below the root of curvature times rounding of the value: the problems have small values. */
    private static void assertStationary(BreezeMinimizer minimizer, double[] lower) {
        double[] x = minimizer.x();
        double[] g = minimizer.gradient();
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i] - Math.max(x[i] - g[i], lower[i])).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void minimisesRosenbrockWithoutBounds() {
        BreezeMinimizer minimizer = started(SmoothProblems.rosenbrock(), null, filled(10, -1.2));
        run(minimizer, 300);
        assertThat(minimizer.value()).isLessThan(1e-20);
        assertThat(minimizer.x()).containsExactly(filled(10, 1), within(1e-8));
    }

    @Test
    void minimisesAQuadraticWithBounds() {
        double[] lower = new double[20];
        BreezeMinimizer minimizer = started(
                guarded(SmoothProblems.quadratic(), lower), lower, SmoothProblems.uniform(20, 5, new Random(3)));
        run(minimizer, 300);
        assertStationary(minimizer, lower);
        for (int i = 0; i < 20; i++) {
            assertThat(minimizer.x()[i]).isCloseTo(i % 2 == 0 ? 1 : 0, within(1e-7));
        }
    }

    @Test
    void minimisesRosenbrockWithActiveBounds() {
        double[] lower = filled(10, Double.NEGATIVE_INFINITY);
        lower[4] = 1.001;
        lower[9] = 1.01;
        BreezeMinimizer minimizer = started(guarded(SmoothProblems.rosenbrock(), lower), lower, filled(10, 3));
        run(minimizer, 300);
        assertStationary(minimizer, lower);
        assertThat(minimizer.x()[9]).isEqualTo(1.01);
    }

    @Test
    void reachesACornerWhereAllUnknownsAreBound() {
        Objective sum = (x, g) -> {
            Arrays.fill(g, 1);
            return Arrays.stream(x).sum();
        };
        double[] lower = filled(6, -2);
        BreezeMinimizer minimizer = started(sum, lower, new double[] {0, 1, 2, 3, 4, -2});
        run(minimizer, 50);
        assertThat(minimizer.x()).containsExactly(lower);
        assertThat(minimizer.stationary()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0",
        "false, 1",
        "false, 3",
        "false, 5",
        "false, 17",
        "true, 0",
        "true, 1",
        "true, 3",
        "true, 5",
        "true, 17"
    })
    void resumesBitForBitSeed11(boolean bounded, int iterations) {
        Objective objective = SmoothProblems.tensor(6, 3, bounded, 11);
        double[] lower = bounds(bounded, 54);
        BreezeMinimizer unbroken = started(objective, lower, SmoothProblems.uniform(54, 1, new Random(11)));
        run(unbroken, iterations);
        BreezeMinimizer resumed = new BreezeMinimizer(objective, MEMORY, lower);
        resumed.resume(unbroken.save());
        assertSame(resumed, unbroken);
        for (int i = 0; i < 20; i++) {
            assertThat(unbroken.step()).isTrue();
            assertThat(resumed.step()).isTrue();
            assertSame(resumed, unbroken);
        }
    }

    private static void assertSame(BreezeMinimizer actual, BreezeMinimizer expected) {
        assertThat(Arrays.equals(actual.save(), expected.save())).isTrue();
        assertThat(Arrays.equals(actual.x(), expected.x())).isTrue();
        assertThat(actual.iterations()).isEqualTo(expected.iterations());
        assertThat(actual.evaluations()).isEqualTo(expected.evaluations());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoRunsTakeTheSameStepsSeed12(boolean bounded) {
        Objective objective = SmoothProblems.tensor(6, 3, bounded, 12);
        BreezeMinimizer[] runs = new BreezeMinimizer[2];
        for (int i = 0; i < 2; i++) {
            runs[i] = started(objective, bounds(bounded, 54), SmoothProblems.uniform(54, 1, new Random(12)));
            run(runs[i], 60);
        }
        assertSame(runs[0], runs[1]);
    }

    @ParameterizedTest
    @CsvSource({"false, NaN", "false, Infinity", "false, -Infinity", "true, NaN", "true, Infinity", "true, -Infinity"})
    void backsOffWhereTheFunctionIsNotFinite(boolean bounded, double outside) {
        // The minimum 0.2 lies close to the edge 0.21 of the domain.
        Objective objective = (x, g) -> {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                if (x[i] >= 0.21) {
                    return outside;
                }
                value += (i + 1) * (0.01 / (0.21 - x[i]) - 100 * x[i]);
                g[i] = (i + 1) * (0.01 / ((0.21 - x[i]) * (0.21 - x[i])) - 100);
            }
            return value;
        };
        BreezeMinimizer minimizer = started(objective, bounds(bounded, 5), filled(5, 0.1));
        run(minimizer, 200);
        assertThat(minimizer.x()).containsExactly(filled(5, 0.2), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysAtTheOptimum(boolean bounded) {
        double[] optimum = {1, bounded ? 0 : -1, 1};
        BreezeMinimizer minimizer = started(SmoothProblems.quadratic(), bounds(bounded, 3), optimum);
        assertThat(minimizer.step()).isFalse();
        assertThat(minimizer.stationary()).isTrue();
        assertThat(minimizer.x()).containsExactly(optimum);
        assertThat(minimizer.evaluations()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void minimisesInOneDimension(boolean bounded) {
        BreezeMinimizer minimizer = started(SmoothProblems.quadratic(), bounds(bounded, 1), new double[] {40});
        run(minimizer, 50);
        assertThat(minimizer.x()[0]).isCloseTo(1, within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysWhereNoStepLowersTheValue(boolean bounded) {
        Objective wrongGradient = (x, g) -> {
            double value = SmoothProblems.quadratic().valueAndGradient(x, g);
            Arrays.setAll(g, i -> -g[i]);
            return value;
        };
        double[] x = filled(4, 0.3);
        BreezeMinimizer minimizer = started(wrongGradient, bounds(bounded, 4), x);
        assertThat(minimizer.step()).isFalse();
        assertThat(minimizer.stationary()).isFalse();
        assertThat(minimizer.x()).containsExactly(x);
        assertThat(minimizer.iterations()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "false, NaN, 1",
        "true, NaN, 1",
        "false, 1, NaN",
        "true, 1, NaN",
        "false, 1, Infinity",
        "true, 1, -Infinity"
    })
    void staysAtAFirstPointThatIsNotFinite(boolean bounded, double value, double slope) {
        Objective objective = (x, g) -> {
            Arrays.fill(g, slope);
            return value;
        };
        BreezeMinimizer minimizer = started(objective, bounds(bounded, 3), filled(3, 1));
        assertThat(minimizer.step()).isFalse();
        assertThat(minimizer.stationary()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExceptionOfTheObjectiveLeavesThePoint(boolean bounded) {
        boolean[] broken = {false};
        Objective objective = (x, g) -> {
            if (broken[0]) {
                throw new IllegalStateException("lost");
            }
            return SmoothProblems.rosenbrock().valueAndGradient(x, g);
        };
        BreezeMinimizer minimizer = started(objective, bounds(bounded, 4), filled(4, 0.3));
        run(minimizer, 3);
        double[] x = minimizer.x();
        broken[0] = true;
        assertThatThrownBy(minimizer::step).isInstanceOf(IllegalStateException.class);
        assertThat(minimizer.x()).containsExactly(x);
        broken[0] = false;
        assertThat(minimizer.step()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 10", "true, 10"})
    void needsLittleMoreThanOneEvaluationAnIterationSeed5(boolean counts, double scale) {
        Objective objective = SmoothProblems.tensor(8, 3, counts, 5);
        BreezeMinimizer minimizer =
                started(objective, new double[72], SmoothProblems.uniform(72, scale, new Random(5)));
        double zero = objective.valueAndGradient(new double[72], new double[72]);
        run(minimizer, 120);
        assertThat((double) minimizer.evaluations()).isLessThan(1.4 * minimizer.iterations() + 12);
        assertThat(minimizer.value()).isLessThan(zero - 0.5 * Math.abs(zero));
    }

    @Test
    void refusesAFirstPointOutsideTheBounds() {
        BreezeMinimizer minimizer = new BreezeMinimizer(SmoothProblems.quadratic(), MEMORY, new double[3]);
        assertThatThrownBy(() -> minimizer.start(new double[] {0, 1, -2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x[2] must be at least its lower bound 0.0, but is -2.0");
        assertThatThrownBy(() -> minimizer.start(new double[4])).hasMessageContaining("expected 3 unknowns");
    }

    @Test
    void refusesTheStateOfAnotherMethod() {
        double[] saved =
                started(SmoothProblems.quadratic(), null, new double[3]).save();
        assertThatThrownBy(() -> new BreezeMinimizer(SmoothProblems.quadratic(), MEMORY, new double[3]).resume(saved))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BreezeMinimizer(SmoothProblems.quadratic(), MEMORY + 1, null).resume(saved))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
