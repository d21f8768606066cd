package org.polyad.solver.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.engine.Criterion;
import org.polyad.loss.Losses;
import org.polyad.model.Packing;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.solver.GradientCases;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.solver.start.Start;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class LbfgsbTest {
    static List<GradientCases> cases() {
        return GradientCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void value_and_gradient_are_those_of_the_definition(GradientCases c) {
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(c.data(), c.options(), 2)) {
            Criterion criterion = Criterion.of(c.options(), c.data().shape(), problem.cells());
            Packing packing = new Packing(criterion.format());
            TotalObjective objective = new TotalObjective(problem.engine(), criterion, packing);
            FactorMatrix[] point = c.point(1);
            double[] x = packing.pack(point);
            double[] gradient = new double[x.length];
            double value = objective.valueAndGradient(x, gradient);
            assertThat(value).isCloseTo(c.objective(point), offset(1e-9 * (1 + Math.abs(value))));
            double largest = 1;
            for (double g : gradient) {
                largest = Math.max(largest, Math.abs(g));
            }
            // some forty unknowns, since the definition is slow
            for (int k = 0; k < x.length; k += 1 + x.length / 40) {
                assertThat(gradient[k]).as("unknown %d", k).isCloseTo(slope(c, packing, x, k), offset(2e-6 * largest));
            }
        }
    }

    /** Five-point difference of F by its definition. */
    private static double slope(GradientCases c, Packing packing, double[] x, int k) {
        double h = 1e-4;
        double[] y = x.clone();
        double sum = 0;
        for (int step : new int[] {-2, -1, 1, 2}) {
            y[k] = x[k] + step * h;
            sum += (Math.abs(step) == 1 ? 8 : -1) * Math.signum(step) * c.objective(packing.unpack(y));
        }
        return sum / (12 * h);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_iteration_never_raises_the_objective(GradientCases c) {
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(c.data(), c.options(), 1)) {
            FactorMatrix[] start = Start.of(problem, c.options(), 3);
            Lbfgsb method = new Lbfgsb(problem.engine(), criterion(c, problem), start);
            double before = c.objective(start);
            double slack = 1e-10 * (1 + Math.abs(before));
            for (int k = 0; k < 30; k++) {
                Iterates.Step step = method.step();
                double total = step.objective() + step.regularization();
                assertThat(total).isLessThanOrEqualTo(before + slack);
                before = total;
            }
            assertThat(c.objective(method.factors())).isCloseTo(before, offset(1e-8 * (1 + Math.abs(before))));
        }
    }

    @Test
    void a_restored_run_takes_the_same_steps_to_the_bit_with_any_number_of_threads() {
        for (GradientCases c : List.of(cases().get(0), cases().get(33), cases().get(41))) {
            try (LocalPreparedTensor one = LocalPreparedTensor.of(c.data(), c.options(), 1);
                    LocalPreparedTensor four = LocalPreparedTensor.of(c.data(), c.options(), 4)) {
                Lbfgsb unbroken = lbfgsb(c, one);
                Lbfgsb broken = lbfgsb(c, four);
                for (int k = 0; k < 40; k++) {
                    unbroken.step();
                    if (k % 7 == 3) {
                        MethodState state = broken.state();
                        broken = lbfgsb(c, four);
                        broken.restore(state);
                    }
                    broken.step();
                    assertThat(broken.factors()).isEqualTo(unbroken.factors());
                }
            }
        }
    }

    private static Criterion criterion(GradientCases c, LocalPreparedTensor problem) {
        return Criterion.of(c.options(), c.data().shape(), problem.cells());
    }

    private static Lbfgsb lbfgsb(GradientCases c, LocalPreparedTensor problem) {
        return new Lbfgsb(problem.engine(), criterion(c, problem), Start.of(problem, c.options(), 5));
    }

    @Test
    void a_planted_model_is_reached_seed_2() {
        SparseTensor data = planted(Shape.of(8, 7, 6));
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.gaussian())
                .method(Method.LBFGSB)
                .maxIterations(300)
                .tolerance(0)
                .seed(2)
                .starts(3)
                .build();
        GcpResult result = Gcp.fit(data, options, 2);
        assertThat(result.objective()).isLessThan(1e-8);
    }

    private static SparseTensor planted(Shape shape) {
        var builder = SparseTensor.builder(3);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 7; j++) {
                for (int k = 0; k < 6; k++) {
                    double m = (1 + i) * Math.cos(j) * Math.sin(1 + k) / 4 + Math.cos(3 * i) * j * (k - 2) / 6;
                    builder.add(new int[] {i, j, k}, m);
                }
            }
        }
        return builder.build(shape, Duplicates.ERROR);
    }
}
