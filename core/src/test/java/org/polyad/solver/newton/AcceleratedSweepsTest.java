package org.polyad.solver.newton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.engine.Criterion;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.solver.GradientCases;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.solver.start.Start;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class AcceleratedSweepsTest {
    private static Iterates accelerated(GradientCases c, LocalPreparedTensor problem) {
        Criterion criterion = Criterion.of(c.options(), c.data().shape(), problem.cells());
        FactorMatrix[] start = Start.of(problem, c.options(), 5);
        return AcceleratedSweeps.of(new AlternatingNewton(problem.engine(), criterion, start), criterion);
    }

    @Test
    void a_restored_run_takes_the_same_steps_to_the_bit_with_any_number_of_threads() {
        List<GradientCases> all = GradientCases.all();
        for (GradientCases c : List.of(all.get(0), all.get(17), all.get(33), all.get(41))) {
            try (LocalPreparedTensor one = LocalPreparedTensor.of(c.data(), c.options(), 1);
                    LocalPreparedTensor four = LocalPreparedTensor.of(c.data(), c.options(), 4)) {
                Iterates unbroken = accelerated(c, one);
                Iterates broken = accelerated(c, four);
                for (int k = 0; k < 30; k++) {
                    unbroken.step();
                    MethodState state = broken.state();
                    broken = accelerated(c, four);
                    broken.restore(state);
                    broken.step();
                    assertThat(broken.factors()).isEqualTo(unbroken.factors());
                }
            }
        }
    }

    @Test
    void an_iteration_ends_where_its_objective_was_measured_and_never_higher() {
        for (GradientCases c : GradientCases.all()) {
            try (LocalPreparedTensor problem = LocalPreparedTensor.of(c.data(), c.options(), 1)) {
                Iterates method = accelerated(c, problem);
                double before = Double.POSITIVE_INFINITY;
                for (int k = 0; k < 25; k++) {
                    Iterates.Step step = method.step();
                    double total = step.objective() + step.regularization();
                    double slack = 1e-8 * (1 + Math.abs(total));
                    assertThat(total).as("%s, iteration %d", c, k).isLessThanOrEqualTo(before + slack);
                    assertThat(Math.abs(c.objective(method.factors()) - total))
                            .as("%s, iteration %d", c, k)
                            .isLessThan(slack);
                    before = total;
                }
            }
        }
    }

    /** Two nearly parallel components: where alternating least squares crawls. */
    @Test
    void it_gets_out_of_a_swamp_in_fewer_sweeps_seed_4() {
        SparseTensor data = nearlyParallel(4);
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.gaussian())
                .unlisted(Unlisted.MISSING)
                .seed(4)
                .build();
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, options, 1)) {
            Criterion criterion = Criterion.of(options, data.shape(), problem.cells());
            FactorMatrix[] start = Start.of(problem, options, 4);
            AlternatingNewton sweeps = new AlternatingNewton(problem.engine(), criterion, start);
            Iterates faster =
                    AcceleratedSweeps.of(new AlternatingNewton(problem.engine(), criterion, start), criterion);
            double crawling = 0;
            double reached = 0;
            for (int k = 0; k < 120; k++) {
                crawling = sweeps.step().objective();
                reached = faster.step().objective();
            }
            assertThat(reached).as("where sweeps alone reach %s", crawling).isLessThan(crawling / 1e6);
        }
    }

    private static SparseTensor nearlyParallel(long seed) {
        Random random = new Random(seed);
        int size = 8;
        double[][][] factors = new double[3][2][size];
        for (double[][] mode : factors) {
            for (int i = 0; i < size; i++) {
                mode[0][i] = random.nextGaussian();
                mode[1][i] = mode[0][i] + 0.3 * random.nextGaussian();
            }
        }
        var builder = SparseTensor.builder(3);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    double m = 0;
                    for (int r = 0; r < 2; r++) {
                        m += factors[0][r][i] * factors[1][r][j] * factors[2][r][k];
                    }
                    builder.add(new int[] {i, j, k}, m);
                }
            }
        }
        return builder.build(Shape.of(size, size, size), Duplicates.ERROR);
    }
}
