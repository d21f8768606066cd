package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.oracle.Dense;
import org.polyad.oracle.Samples;
import org.polyad.run.StopReason;
import org.polyad.run.Trace;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Both methods on small random tensors of every loss and case, the same ones in each run: {@code -Dpolyad.seed=N} draws others.
 */
class SweepProperties {
    private static final int ITERATIONS = 14;
    private static final String SEED = "20260101";

    @Provide
    Arbitrary<String> losses() {
        List<String> names = new ArrayList<>(Losses.names());
        names.addAll(List.of("beta(b=2)", "beta(b=1)", "beta(b=1.5)", "beta(b=-1)", "huber(delta=1)"));
        return Arbitraries.of(names);
    }

    /** A problem that follows from a few numbers. */
    private record Case(SparseTensor data, GcpOptions options) {
        static Case of(Loss loss, Unlisted unlisted, int order, int rank, long seed, Method method) {
            Random random = new Random(seed + Long.getLong("polyad.seed", 0));
            int[] sizes = new int[order];
            for (int n = 0; n < order; n++) {
                sizes[n] = 1 + random.nextInt(order == 2 ? 9 : 6);
            }
            Shape shape = Shape.of(sizes);
            SparseTensor data = Samples.tensor(shape, loss.domain(), 0.4, random.nextBoolean(), random);
            double[] regularization = {random.nextInt(3) == 0 ? 0.1 : 0};
            GcpOptions options = GcpOptions.of(rank)
                    .loss(loss)
                    .unlisted(unlisted)
                    .method(method)
                    .maxIterations(ITERATIONS)
                    .tolerance(0)
                    .regularization(regularization)
                    .regularizationByCount(random.nextBoolean())
                    .nonnegative(random.nextInt(3) == 0)
                    .seed(seed)
                    // As many as entries: heavy rows are cut into pieces.
                    .blocks(new int[] {0, 3, 50, 400}[random.nextInt(4)])
                    .build();
            return new Case(data, options);
        }

        /** The size of the terms that cancel in an objective: at a perfect fit rounding is relative to it. */
        double scale() {
            double sum = 1;
            for (double x : data.values()) {
                sum += x * x;
            }
            return sum;
        }
    }

    private static Case possible(String name, Unlisted unlisted, int order, int rank, long seed, Method method) {
        Loss loss = Losses.parse(name);
        Assume.that(unlisted == Unlisted.MISSING || loss.unlistedZeros());
        return Case.of(loss, unlisted, order, rank, seed, method);
    }

    @Property(tries = 150, seed = SEED)
    void iterations_never_raise_the_objective(
            @ForAll("losses") String name,
            @ForAll Unlisted unlisted,
            @ForAll @IntRange(min = 2, max = 5) int order,
            @ForAll @IntRange(min = 1, max = 5) int rank,
            @ForAll long seed,
            @ForAll Method method) {
        Case one = possible(name, unlisted, order, rank, seed, method);
        GcpResult result = Gcp.fit(one.data, one.options, 1);
        assertThat(result.stopReason()).isNotEqualTo(StopReason.DIVERGED);
        double before = Double.POSITIVE_INFINITY;
        for (Trace trace : result.trace()) {
            double slack = 1e-9 * (1 + Math.abs(before)) + 1e-13 * one.scale();
            assertThat(trace.total()).as("iteration " + trace.iteration()).isLessThanOrEqualTo(before + slack);
            before = trace.total();
        }
    }

    /** Its last mode has a row without listed entries, which must not run off with the scale of a component. */
    @Example
    void a_row_of_zeros_is_penalised_by_count_too_seed_7() {
        Case one = Case.of(Losses.parse("bernoulli-logit"), Unlisted.ZERO, 4, 3, 7, Method.NEWTON);
        assertThat(one.options.regularizationByCount()).isTrue();
        GcpResult result = Gcp.fit(one.data, one.options, 1);
        assertThat(result.stopReason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(result.model().lambda()[0]).isLessThan(1e6);
    }

    @Property(tries = 90, seed = SEED)
    void the_objective_is_that_of_the_model(
            @ForAll("losses") String name,
            @ForAll Unlisted unlisted,
            @ForAll @IntRange(min = 2, max = 5) int order,
            @ForAll @IntRange(min = 1, max = 5) int rank,
            @ForAll long seed,
            @ForAll Method method) {
        Case one = possible(name, unlisted, order, rank, seed, method);
        GcpResult result = Gcp.fit(one.data, one.options, 1);
        FactorMatrix[] factors = Samples.absorbed(result.model());
        double expected = Dense.of(one.data, unlisted == Unlisted.ZERO).objective(one.options.loss(), factors);
        assertThat(result.objective())
                .isCloseTo(expected, within(1e-7 * (1 + Math.abs(expected)) + 1e-13 * one.scale()));
    }

    @Property(tries = 60, seed = SEED)
    void threads_give_the_same_bits(
            @ForAll("losses") String name,
            @ForAll Unlisted unlisted,
            @ForAll @IntRange(min = 2, max = 4) int order,
            @ForAll @IntRange(min = 1, max = 5) int rank,
            @ForAll long seed,
            @ForAll Method method) {
        Case one = possible(name, unlisted, order, rank, seed, method);
        GcpResult single = Gcp.fit(one.data, one.options, 1);
        GcpResult four = Gcp.fit(one.data, one.options, 4);
        assertThat(four.objective()).isEqualTo(single.objective());
        assertThat(four.model().lambda()).isEqualTo(single.model().lambda());
        assertThat(four.model().factors()).isEqualTo(single.model().factors());
    }
}
