package org.polyad.solver.newton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.engine.Criterion;
import org.polyad.loss.Domain;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.oracle.Dense;
import org.polyad.oracle.Samples;
import org.polyad.run.FitListener;
import org.polyad.run.Iterates;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.solver.start.Start;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class SampledStartTest {
    private static final Shape SHAPE = Shape.of(30, 25, 20);
    private static final SparseTensor DATA = Samples.tensor(SHAPE, Domain.COUNT, 0.3, false, new Random(4));

    private static GcpOptions options(int blocks) {
        return GcpOptions.of(3)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .regularization(0.01)
                .blocks(blocks)
                .build();
    }

    private static Criterion criterion(LocalPreparedTensor problem) {
        return Criterion.of(options(0), DATA.shape(), problem.cells());
    }

    private static SampledStart samples(LocalPreparedTensor problem, long seed) {
        return new SampledStart(problem.engine(), criterion(problem), seed);
    }

    @Test
    void a_sample_is_drawn_evenly_and_does_not_depend_on_blocks() {
        long[] counts = new long[DATA.entries()];
        int draws = 400;
        try (LocalPreparedTensor one = LocalPreparedTensor.of(DATA, options(0), 1);
                LocalPreparedTensor many = LocalPreparedTensor.of(DATA, options(40), 2)) {
            for (int seed = 0; seed < draws; seed++) {
                SparseTensor sample = samples(one, seed).sample(0.25, Start.of(one, options(0), 1));
                SparseTensor same = samples(many, seed).sample(0.25, Start.of(many, options(40), 1));
                assertThat(same.values()).isEqualTo(sample.values());
                for (int p = 0, q = 0; p < sample.entries(); p++) {
                    while (!Arrays.equals(DATA.subscript(q), sample.subscript(p))) {
                        q++;
                    }
                    assertThat(same.subscript(p)).isEqualTo(sample.subscript(p));
                    assertThat(sample.values()[p]).isEqualTo(DATA.values()[q]);
                    counts[q]++;
                }
            }
        }
        // Each entry a binomial of 400 and 0.25: 100 with a standard deviation of 8.7; of 4,500 none is beyond five.
        for (long count : counts) {
            assertThat(count).isBetween(56L, 144L);
        }
        double mean = Arrays.stream(counts).average().orElseThrow();
        assertThat(mean).isCloseTo(100, within(5 * 8.7 / Math.sqrt(counts.length)));
    }

    @Test
    void sweeps_over_a_sample_of_all_are_sweeps() {
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(DATA, options(0), 1)) {
            FactorMatrix[] start = Start.of(problem, options(0), 1);
            Criterion criterion = criterion(problem);
            AlternatingNewton newton = new AlternatingNewton(problem.engine(), criterion, start);
            Iterates sweeps = AcceleratedSweeps.of(newton, criterion);
            double before = Double.POSITIVE_INFINITY;
            double now = Double.POSITIVE_INFINITY;
            for (int k = 0; k < 12 && !(Math.abs(before - now) < 1e-3 * Math.abs(now)); k++) {
                before = now;
                Iterates.Step step = sweeps.step();
                now = step.objective() + step.regularization();
            }
            FactorMatrix[] swept = samples(problem, 1).swept(1, start);
            for (int n = 0; n < 3; n++) {
                for (int i = 0; i < swept[n].rows(); i++) {
                    for (int r = 0; r < 3; r++) {
                        double mean = mean(sweeps.factors()[n], r);
                        double expected = Math.max(sweeps.factors()[n].at(i, r), 0.01 * mean);
                        assertThat(swept[n].at(i, r)).isCloseTo(expected, within(1e-12 * (1 + expected)));
                    }
                }
            }
        }
    }

    private static double mean(FactorMatrix factor, int column) {
        double sum = 0;
        for (int i = 0; i < factor.rows(); i++) {
            sum += factor.at(i, column) / factor.rows();
        }
        return sum;
    }

    @Test
    void the_objective_of_a_sample_is_its_entries_with_a_share_of_the_zeros_and_the_penalty() {
        double share = 0.3;
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(DATA, options(0), 1)) {
            FactorMatrix[] start = Start.of(problem, options(0), 1);
            SparseTensor sample = samples(problem, 3).sample(share, start);
            Criterion whole = criterion(problem);
            Criterion criterion = whole.with(whole.penalty().times(share));
            try (LocalPreparedTensor drawn = LocalPreparedTensor.of(sample, options(0), 1)) {
                AlternatingNewton newton = new AlternatingNewton(drawn.engine(), criterion, start, share);
                Iterates.Step step = newton.step();
                double expected = 0;
                Dense dense = Dense.of(sample, true);
                for (int cell = 0; cell < dense.cells(); cell++) {
                    double m = dense.m(newton.factors(), cell);
                    expected += share * m;
                    expected -= dense.x(cell) == 0 ? 0 : dense.x(cell) * Math.log(m + 1e-10);
                }
                double squares = 0;
                for (FactorMatrix factor : newton.factors()) {
                    for (double a : factor.data()) {
                        squares += a * a;
                    }
                }
                assertThat(step.objective()).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
                assertThat(step.regularization()).isCloseTo(share * 0.01 * squares, within(1e-9));
            }
        }
    }

    @Test
    void a_fit_of_a_million_counts_starts_near_its_end() {
        Shape shape = Shape.of(120, 110, 100);
        Random random = new Random(1);
        FactorMatrix[] truth = Samples.factors(shape, 3, Losses.poisson(), random);
        GcpOptions options =
                GcpOptions.of(3).loss(Losses.poisson()).unlisted(Unlisted.ZERO).build();
        SparseTensor data = counts(shape, truth, random);
        assertThat(data.entries()).isGreaterThan(1_000_000);
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, options, 2)) {
            GcpResult result = Gcp.fit(problem, options, FitListener.NONE, null);
            double end = result.objective();
            assertThat(result.trace().get(0).objective()).isCloseTo(end, within(2e-3 * Math.abs(end)));
            assertThat(result.iterations()).isLessThan(8);
        }
    }

    private static SparseTensor counts(Shape shape, FactorMatrix[] factors, Random random) {
        int cells = (int) shape.cells();
        int[][] subscripts = new int[3][cells];
        double[] values = new double[cells];
        int count = 0;
        for (int i = 0; i < shape.size(0); i++) {
            for (int j = 0; j < shape.size(1); j++) {
                for (int k = 0; k < shape.size(2); k++) {
                    double m = 0;
                    for (int r = 0; r < 3; r++) {
                        m += factors[0].at(i, r) * factors[1].at(j, r) * factors[2].at(k, r);
                    }
                    int x = (int) Math.round(4 * m + random.nextInt(3));
                    if (x > 0) {
                        subscripts[0][count] = i;
                        subscripts[1][count] = j;
                        subscripts[2][count] = k;
                        values[count++] = x;
                    }
                }
            }
        }
        for (int n = 0; n < 3; n++) {
            subscripts[n] = Arrays.copyOf(subscripts[n], count);
        }
        return new SparseTensor(shape, subscripts, Arrays.copyOf(values, count), null);
    }
}
