package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyad.loss.Losses;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class StationarityTest {
    private static FactorMatrix column(double... numbers) {
        FactorMatrix factor = new FactorMatrix(numbers.length, 1);
        for (int i = 0; i < numbers.length; i++) {
            factor.set(i, 0, numbers[i]);
        }
        return factor;
    }

    private static double of(double lower, double total, double[] gradient, FactorMatrix... factors) {
        return Stationarity.projectedGradient(factors, gradient, new Packing(Shape.of(2, 2), 1), total, lower);
    }

    @Test
    void by_hand() {
        FactorMatrix a = column(3, 4);
        FactorMatrix b = column(0, 2);
        double free = Double.NEGATIVE_INFINITY;
        // the column's norm is 5: moves of 5 at slopes of 1 and -7
        assertThat(of(free, 9, new double[] {1, -7, 0, 0}, a, b)).isEqualTo(3.5);
        // at a bound of 0 the first may fall by 3, and the third not at all
        assertThat(of(0, 9, new double[] {1, 0, 99, 0}, a, b)).isEqualTo(0.3);
        assertThat(of(0, -9, new double[] {0, 0, -4, 0}, a, b)).isEqualTo(0.8);
        // a column of zeros counts as of length 1
        assertThat(of(0, 0, new double[] {0, 0, -4, 0}, a, column(0, 0))).isEqualTo(4);
    }

    private static SparseTensor counts() {
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < 120; p++) {
            builder.add(new int[] {p % 4, p / 4 % 5, p / 20}, p * p % 7 * (p % 3));
        }
        return builder.build(Shape.of(4, 5, 6), Duplicates.ERROR);
    }

    private static GcpResult fit(String loss, Method method, int iterations, double tolerance) {
        GcpOptions options = GcpOptions.of(3)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.ZERO)
                .method(method)
                .regularization(0.01)
                .maxIterations(iterations)
                .tolerance(tolerance)
                .seed(2)
                .build();
        return Gcp.fit(counts(), options, 1);
    }

    @ParameterizedTest
    @CsvSource({"poisson", "gaussian", "poisson-log", "beta(b=1)", "negative-binomial(k=5)"})
    void lbfgsb_ends_at_a_stationary_point_and_says_so(String loss) {
        GcpResult result = fit(loss, Method.LBFGSB, 5000, 0);
        assertThat(result.stopReason()).as("%s", result.projectedGradient()).isEqualTo(StopReason.STATIONARY);
        assertThat(result.projectedGradient()).isLessThanOrEqualTo(GcpResult.STATIONARY);
    }

    @Test
    void an_earlier_end_says_that_it_is_not() {
        GcpResult few = fit("poisson", Method.LBFGSB, 4, 0);
        assertThat(few.stopReason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(few.projectedGradient()).isGreaterThan(GcpResult.STATIONARY);
        GcpResult loose = fit("poisson", Method.LBFGSB, 5000, 0.5);
        assertThat(loose.stopReason()).isEqualTo(StopReason.CONVERGED);
        assertThat(loose.projectedGradient()).isGreaterThan(GcpResult.STATIONARY);
        assertThat(fit("poisson", Method.NEWTON, 12, 0).projectedGradient()).isNaN();
    }

    @Test
    void curvatures_are_second_differences_of_the_objective() {
        GcpOptions options = GcpOptions.of(3)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .regularization(0.7)
                .build();
        try (LocalProblem problem = LocalProblem.of(counts(), options, 1)) {
            Packing packing = new Packing(problem.engine().shape(), 3);
            Penalty penalty = new Penalty(options.regularization(), false, 3);
            TotalObjective objective = new TotalObjective(problem.engine(), problem.cells(), penalty, packing);
            FactorMatrix[] factors = Start.of(problem, options, 4);
            double[] x = packing.pack(factors);
            double[] curvatures = objective.curvatures(factors);
            double h = 1e-5;
            for (int k = 0; k < x.length; k++) {
                double[] up = new double[x.length];
                double[] down = new double[x.length];
                double at = x[k];
                x[k] = at + h;
                objective.valueAndGradient(x, up);
                x[k] = at - h;
                objective.valueAndGradient(x, down);
                x[k] = at;
                assertThat(curvatures[k])
                        .isCloseTo((up[k] - down[k]) / (2 * h), within(1e-5 * (1 + Math.abs(curvatures[k]))));
            }
        }
    }
}
