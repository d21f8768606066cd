package org.polyad.solver.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.engine.Criterion;
import org.polyad.loss.Losses;
import org.polyad.model.Packing;
import org.polyad.model.cp.CpFormat;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.run.StopReason;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.solver.start.Start;
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
        return Stationarity.projectedGradient(
                factors, gradient, new Packing(new CpFormat(Shape.of(2, 2), 1)), total, lower);
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
        assertThat(fit("poisson", Method.NEWTON, 12, 0).projectedGradient()).isNaN();
    }

    /** Noise of seed 3, which has no clear components. */
    @Test
    void an_end_by_the_tolerance_says_that_it_is_not() {
        Random random = new Random(3);
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < 1320; p++) {
            builder.add(new int[] {p % 12, p / 12 % 11, p / 132}, random.nextGaussian());
        }
        GcpOptions options = GcpOptions.of(6)
                .loss(Losses.gaussian())
                .method(Method.LBFGSB)
                .tolerance(0.5)
                .build();
        GcpResult result = Gcp.fit(builder.build(Shape.of(12, 11, 10), Duplicates.ERROR), options, 1);
        assertThat(result.stopReason()).isEqualTo(StopReason.CONVERGED);
        assertThat(result.projectedGradient()).isGreaterThan(GcpResult.STATIONARY);
    }

    /** At rank 1 the optimum of poisson is known: the product of the margins, over the total squared. Most rows have no entries. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 0})
    void rows_without_entries_go_to_the_bound_seed_9(double tolerance) {
        Random random = new Random(9);
        double[][] margins = {new double[2000], new double[4], new double[21]};
        double total = 0;
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < 39; p++) {
            int[] at = {51 * p, random.nextInt(4), random.nextInt(21)};
            double x = 1 + random.nextInt(3);
            builder.add(at, x);
            total += x;
            for (int n = 0; n < 3; n++) {
                margins[n][at[n]] += x;
            }
        }
        SparseTensor data = builder.build(Shape.of(2000, 4, 21), Duplicates.ERROR);
        double least = total;
        for (int p = 0; p < data.entries(); p++) {
            double m = 1 / (total * total);
            for (int n = 0; n < 3; n++) {
                m *= margins[n][data.subscripts(n)[p]];
            }
            least -= data.values()[p] * Math.log(m);
        }
        GcpOptions options = GcpOptions.of(1)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .method(Method.LBFGSB)
                .tolerance(tolerance)
                .maxIterations(500)
                .build();
        GcpResult result = Gcp.fit(data, options, 1);
        assertThat(result.objective()).isCloseTo(least, within(1e-6 * Math.abs(least)));
        if (tolerance == 0) {
            assertThat(result.stopReason()).isEqualTo(StopReason.STATIONARY);
        }
        for (int i = 0; i < 2000; i++) {
            if (margins[0][i] == 0) {
                assertThat(result.model().factor(0).at(i, 0)).isZero();
            }
        }
    }

    @Test
    void curvatures_are_second_differences_of_the_objective() {
        GcpOptions options = GcpOptions.of(3)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .regularization(0.7)
                .build();
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(counts(), options, 1)) {
            Criterion criterion = Criterion.of(options, problem.engine().shape(), problem.cells());
            Packing packing = new Packing(criterion.format());
            TotalObjective objective = new TotalObjective(problem.engine(), criterion, packing);
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
