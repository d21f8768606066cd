package org.polyad.solver.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyad.engine.Criterion;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.solver.LocalProblem;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;

class RoundTaskTest {
    /** A cluster sends it in every turn, so it must be serialisable, and small. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"SGD", "ADAGRAD", "ADAM"})
    void it_can_be_sent(Method method) throws Exception {
        SparseTensor data = SparseTensor.builder(3)
                .add(new int[] {0, 1, 2}, 3)
                .add(new int[] {2, 1, 0}, 1)
                .build(Duplicates.ERROR);
        GcpOptions options =
                GcpOptions.of(2).unlisted(Unlisted.ZERO).method(method).build();
        try (LocalProblem problem = LocalProblem.of(data, options, 1)) {
            Criterion criterion = Criterion.of(options, problem.engine().shape(), problem.cells());
            RoundTask task = new RoundTask(Polished.setup(problem, options, criterion, 1), 0.1, 0, 10);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(task);
            assertThat(bytes.size()).isLessThan(10_000);
        }
    }
}
