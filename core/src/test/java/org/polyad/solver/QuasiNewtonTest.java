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

class QuasiNewtonTest {
    private static final int MEMORY = 5;

    private static double[] filled(int n, double value) {
        double[] x = new double[n];
        Arrays.fill(x, value);
        return x;
    }

    private static double[] bounds(boolean bounded, int n) {
        return bounded ? new double[n] : null;
    }

    private static QuasiNewton started(Objective objective, double[] lower, double[] x) {
        QuasiNewton minimizer = new QuasiNewton(objective, MEMORY, lower);
        minimizer.start(x);
        return minimizer;
    }

    /** Steps until there is none left, and checks that each lowers the value. */
    private static void run(QuasiNewton minimizer, int iterations) {
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
    private static void assertStationary(QuasiNewton minimizer, double[] lower) {
        double[] x = minimizer.x();
        double[] g = minimizer.gradient();
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i] - Math.max(x[i] - g[i], lower[i])).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void minimisesRosenbrockWithoutBounds() {
        QuasiNewton minimizer = started(SmoothProblems.rosenbrock(), null, filled(10, -1.2));
        run(minimizer, 300);
        assertThat(minimizer.value()).isLessThan(1e-20);
        assertThat(minimizer.x()).containsExactly(filled(10, 1), within(1e-8));
    }

    @Test
    void minimisesAQuadraticWithBounds() {
        double[] lower = new double[20];
        QuasiNewton minimizer = started(
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
        QuasiNewton minimizer = started(guarded(SmoothProblems.rosenbrock(), lower), lower, filled(10, 3));
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
        QuasiNewton minimizer = started(sum, lower, new double[] {0, 1, 2, 3, 4, -2});
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
        QuasiNewton unbroken = started(objective, lower, SmoothProblems.uniform(54, 1, new Random(11)));
        run(unbroken, iterations);
        QuasiNewton resumed = new QuasiNewton(objective, MEMORY, lower);
        resumed.resume(unbroken.save());
        assertSame(resumed, unbroken);
        for (int i = 0; i < 20; i++) {
            assertThat(unbroken.step()).isTrue();
            assertThat(resumed.step()).isTrue();
            assertSame(resumed, unbroken);
        }
    }

    private static void assertSame(QuasiNewton actual, QuasiNewton expected) {
        assertThat(Arrays.equals(actual.save(), expected.save())).isTrue();
        assertThat(Arrays.equals(actual.x(), expected.x())).isTrue();
        assertThat(actual.iterations()).isEqualTo(expected.iterations());
        assertThat(actual.evaluations()).isEqualTo(expected.evaluations());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoRunsTakeTheSameStepsSeed12(boolean bounded) {
        Objective objective = SmoothProblems.tensor(6, 3, bounded, 12);
        QuasiNewton[] runs = new QuasiNewton[2];
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
        QuasiNewton minimizer = started(objective, bounds(bounded, 5), filled(5, 0.1));
        run(minimizer, 200);
        assertThat(minimizer.x()).containsExactly(filled(5, 0.2), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysAtTheOptimum(boolean bounded) {
        double[] optimum = {1, bounded ? 0 : -1, 1};
        QuasiNewton minimizer = started(SmoothProblems.quadratic(), bounds(bounded, 3), optimum);
        assertThat(minimizer.step()).isFalse();
        assertThat(minimizer.stationary()).isTrue();
        assertThat(minimizer.x()).containsExactly(optimum);
        assertThat(minimizer.evaluations()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void minimisesInOneDimension(boolean bounded) {
        QuasiNewton minimizer = started(SmoothProblems.quadratic(), bounds(bounded, 1), new double[] {40});
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
        QuasiNewton minimizer = started(wrongGradient, bounds(bounded, 4), x);
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
        QuasiNewton minimizer = started(objective, bounds(bounded, 3), filled(3, 1));
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
        QuasiNewton minimizer = started(objective, bounds(bounded, 4), filled(4, 0.3));
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
        QuasiNewton minimizer = started(objective, new double[72], SmoothProblems.uniform(72, scale, new Random(5)));
        double zero = objective.valueAndGradient(new double[72], new double[72]);
        run(minimizer, 120);
        assertThat((double) minimizer.evaluations()).isLessThan(1.4 * minimizer.iterations() + 12);
        assertThat(minimizer.value()).isLessThan(zero - 0.5 * Math.abs(zero));
    }

    @Test
    void refusesAFirstPointOutsideTheBounds() {
        QuasiNewton minimizer = new QuasiNewton(SmoothProblems.quadratic(), MEMORY, new double[3]);
        assertThatThrownBy(() -> minimizer.start(new double[] {0, 1, -2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x[2] must be at least its lower bound 0.0, but is -2.0");
        assertThatThrownBy(() -> minimizer.start(new double[4])).hasMessageContaining("expected 3 unknowns");
    }

    @Test
    void refusesTheStateOfAnotherMethod() {
        double[] saved =
                started(SmoothProblems.quadratic(), null, new double[3]).save();
        assertThatThrownBy(() -> new QuasiNewton(SmoothProblems.quadratic(), MEMORY, new double[3]).resume(saved))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuasiNewton(SmoothProblems.quadratic(), MEMORY + 1, null).resume(saved))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Cosine series over a grid whose bound keeps part of it: a discretised obstacle problem (More and Toraldo 1991, section 6). */
    @ParameterizedTest
    @CsvSource({"8, 0.0", "20, 0.0", "20, 0.1"})
    void solvesAnObstacleProblemAsProjectedGaussSeidelDoes(int size, double floor) {
        double[] lower = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double bump = Math.sin(3.2 * (i + 1) / (size + 1)) * Math.sin(3.3 * (j + 1) / (size + 1));
                lower[i * size + j] = Math.pow(Math.max(floor, bump), 3);
            }
        }
        double[] expected = SmoothProblems.projectedGaussSeidel(size, lower, 3000);
        QuasiNewton minimizer = started(guarded(SmoothProblems.membrane(size), lower), lower, filled(size * size, 1));
        run(minimizer, 2000);
        assertStationary(minimizer, lower);
        int active = 0;
        for (int k = 0; k < lower.length; k++) {
            assertThat(minimizer.x()[k]).isCloseTo(expected[k], within(1e-6));
            active += minimizer.x()[k] == lower[k] ? 1 : 0;
        }
        assertThat(active).isBetween(lower.length / 10, lower.length);
    }

    /**
     * More and Toraldo's random quadratics: A = Y D Y with a Householder reflection Y and D's diagonal from 1 to the condition number, an
     * optimum chosen beforehand, of which a share lies at the bounds with multipliers from 1 down to 10^-degeneracy (SIAM J. Optim. 1(1),
     * 1991, section 6).
     */
    @ParameterizedTest
    @CsvSource({"1, 30, 100, 1", "2, 100, 1e4, 1", "3, 100, 100, 6", "4, 200, 1e4, 9", "5, 60, 1e4, 3"})
    void reachesTheOptimumOfARandomQuadratic(long seed, int n, double condition, double degeneracy) {
        SmoothProblems.KnownQuadratic problem = SmoothProblems.moreToraldo(n, condition, degeneracy, new Random(seed));
        double[] start = SmoothProblems.uniform(n, 3, new Random(seed + 100));
        for (int i = 0; i < n; i++) {
            start[i] += problem.lower()[i];
        }
        QuasiNewton minimizer = started(guarded(problem.objective(), problem.lower()), problem.lower(), start);
        run(minimizer, 4000);
        double least = problem.objective().valueAndGradient(problem.optimum(), new double[n]);
        assertThat(minimizer.value()).isCloseTo(least, within(1e-9 * (1 + Math.abs(least))));
        for (int i = 0; i < n; i++) {
            assertThat(minimizer.x()[i]).isCloseTo(problem.optimum()[i], within(1e-3));
        }
    }

    @Test
    void minimisesRosenbrockFromEachSideOfABoundThatIsExactlyAtItsOptimum() {
        // Degenerate: unknown 3 stands at its bound with a multiplier of 0.
        double[] lower = filled(6, -3);
        lower[3] = 1;
        for (double from : new double[] {1, 2.5}) {
            double[] start = filled(6, 0.5);
            start[3] = from;
            QuasiNewton minimizer = started(guarded(SmoothProblems.rosenbrock(), lower), lower, start);
            run(minimizer, 500);
            assertThat(minimizer.x()).containsExactly(filled(6, 1), within(1e-6));
        }
    }

    @Test
    void goesThroughASingularHessian() {
        // (x + y - 1)^2 has a valley of minima, and 1e3 z a bound that holds z.
        Objective valley = (x, g) -> {
            double e = x[0] + x[1] - 1;
            g[0] = 2 * e;
            g[1] = 2 * e;
            g[2] = 1e3;
            return e * e + 1e3 * x[2];
        };
        QuasiNewton minimizer = started(valley, new double[3], new double[] {5, 0, 9});
        run(minimizer, 50);
        assertThat(minimizer.value()).isCloseTo(0, within(1e-14));
        assertThat(minimizer.x()[2]).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void newUnitsChangeNothingButTheUnknownsSeed13(boolean bounded) {
        Objective objective = SmoothProblems.tensor(6, 3, bounded, 13);
        double[] lower = bounds(bounded, 54);
        double[] factors = new double[54];
        Arrays.setAll(factors, i -> Math.scalb(1.0, i % 5 - 2));
        Objective scaled = (x, g) -> {
            double[] a = x.clone();
            Arrays.setAll(a, i -> x[i] * factors[i]);
            double value = objective.valueAndGradient(a, g);
            Arrays.setAll(g, i -> g[i] * factors[i]);
            return value;
        };
        QuasiNewton old = started(objective, lower, SmoothProblems.uniform(54, 1, new Random(13)));
        run(old, 8);
        QuasiNewton rescaled = new QuasiNewton(scaled, MEMORY, lower);
        rescaled.resume(old.save());
        rescaled.rescale(factors);
        for (int i = 0; i < 54; i++) {
            assertThat(rescaled.x()[i] * factors[i]).isEqualTo(old.x()[i]);
            assertThat(rescaled.gradient()[i] / factors[i]).isEqualTo(old.gradient()[i]);
        }
        double[] gradient = new double[54];
        assertThat(scaled.valueAndGradient(rescaled.x(), gradient)).isEqualTo(rescaled.value());
        assertThat(gradient).isEqualTo(rescaled.gradient());
        assertThat(rescaled.step()).isTrue();
    }
}
