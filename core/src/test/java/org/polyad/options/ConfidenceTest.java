package org.polyad.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.model.cp.Ktensor;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class ConfidenceTest {
    private static final double ALPHA = 3;

    private final Shape shape = Shape.of(7, 6, 3);

    /** Plays, some of them disliked (negative), in a dense array too. */
    private SparseTensor plays(double[] dense) {
        Random random = new Random(4);
        var builder = SparseTensor.builder(3);
        for (int cell = 0; cell < dense.length; cell++) {
            if (random.nextDouble() < 0.3) {
                dense[cell] = random.nextInt(5) - 1;
                builder.add(new int[] {cell / 18, cell / 3 % 6, cell % 3}, dense[cell]);
            }
        }
        return builder.build(shape, Duplicates.ERROR);
    }

    @Test
    void the_objective_is_that_of_the_paper_over_all_cells() {
        double[] dense = new double[7 * 6 * 3];
        SparseTensor feedback = plays(dense);
        GcpOptions options = GcpOptions.of(2)
                .unlisted(Unlisted.ZERO)
                .regularization(0.1)
                .maxIterations(25)
                .tolerance(0)
                .build();
        GcpResult result = Gcp.fit(new Confidence(ALPHA).apply(feedback), options, 2);
        Ktensor model = result.model();
        double sum = 0;
        for (int cell = 0; cell < dense.length; cell++) {
            double confidence = 1 + ALPHA * Math.abs(dense[cell]);
            double preference = dense[cell] > 0 ? 1 : 0;
            double error = preference - model.valueAt(cell / 18, cell / 3 % 6, cell % 3);
            sum += confidence * error * error;
        }
        assertThat(result.objective()).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void weights_that_are_there_multiply_and_a_negative_alpha_is_refused() {
        SparseTensor one = SparseTensor.builder(2).add(new int[] {1, 2}, 5, 0.5).build(Duplicates.ERROR);
        assertThat(new Confidence(2).apply(one).weight(0)).isEqualTo(5.5);
        assertThatThrownBy(() -> new Confidence(-1)).hasMessage("a confidence must be 0 or more, found -1.0");
    }
}
