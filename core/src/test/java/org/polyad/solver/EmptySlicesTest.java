package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.StopReason;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Shapes with gaps, where f'' is 0 at x = 0: rank 1 has the product of the marginals as its answer. */
class EmptySlicesTest {
    private static final double EPS = 1e-10;

    private static GcpOptions.Builder options(String loss) {
        return GcpOptions.of(1).loss(Losses.parse(loss)).unlisted(Unlisted.ZERO);
    }

    private static SparseTensor scattered(Shape shape, int entries) {
        Random random = new Random(4);
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < entries; p++) {
            // some slices in a hundred have entries
            int[] s = new int[3];
            Arrays.setAll(s, n -> random.nextInt(5) * (shape.size(n) - 1) / 4);
            builder.add(s, 1 + random.nextInt(4));
        }
        return builder.build(shape, Duplicates.SUM);
    }

    /** total - sum x log(m + eps) for m the product of the marginals over total^2. */
    private static double answer(SparseTensor data) {
        double total = Arrays.stream(data.values()).sum();
        double[][] marginals = new double[3][];
        for (int n = 0; n < 3; n++) {
            marginals[n] = new double[data.shape().size(n)];
            for (int p = 0; p < data.entries(); p++) {
                marginals[n][data.subscripts(n)[p]] += data.values()[p];
            }
        }
        double objective = total;
        for (int p = 0; p < data.entries(); p++) {
            int[] s = data.subscript(p);
            double m = marginals[0][s[0]] * marginals[1][s[1]] * marginals[2][s[2]] / (total * total);
            objective -= data.values()[p] * Math.log(m + EPS);
        }
        return objective;
    }

    @ParameterizedTest
    @CsvSource({"poisson, 40, 0", "beta(b=1), 40, 0", "poisson, 1, 0", "poisson, 40, 900"})
    void few_sweeps_reach_the_product_of_the_marginals(String loss, int entries, int blocks) {
        SparseTensor data = scattered(Shape.of(3000, 40, 21), entries);
        GcpResult result = Gcp.fit(data, options(loss).blocks(blocks).build(), 1);
        assertThat(result.objective()).isCloseTo(answer(data), within(1e-7 * Math.abs(answer(data))));
        assertThat(result.stopReason()).isEqualTo(StopReason.CONVERGED);
        assertThat(result.iterations()).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian",
                "poisson",
                "beta(b=1)",
                "beta(b=2)",
                "beta(b=1.5)",
                "negative-binomial",
                "bernoulli-odds"
            })
    void data_of_zeros_give_a_model_of_zeros(String loss) {
        for (Unlisted unlisted : Unlisted.values()) {
            for (int rank : new int[] {1, 3}) {
                SparseTensor data = zeros();
                GcpOptions options = GcpOptions.of(rank)
                        .loss(Losses.parse(loss))
                        .unlisted(unlisted)
                        .build();
                GcpResult result = Gcp.fit(data, options, 1);
                assertThat(result.objective()).as("%s, rank %d", unlisted, rank).isCloseTo(floor(loss), within(1e-7));
                assertThat(Arrays.stream(result.model().lambda())).allMatch(Double::isFinite);
                for (int n = 0; n < 3; n++) {
                    assertThat(Arrays.stream(result.model().factor(n).data())).allMatch(Double::isFinite);
                }
                for (int p = 0; p < data.entries(); p++) {
                    assertThat(result.model().valueAt(data.subscript(p))).isCloseTo(0, within(1e-7));
                }
            }
        }
    }

    /** 48 times f(0, 0). */
    private static double floor(String loss) {
        return 48 * Losses.parse(loss).value(0, 0);
    }

    private static SparseTensor zeros() {
        var builder = SparseTensor.builder(3);
        for (int cell = 0; cell < 48; cell++) {
            builder.add(new int[] {cell / 12, cell / 3 % 4, cell % 3}, 0);
        }
        return builder.build(Shape.of(4, 4, 3), Duplicates.ERROR);
    }

    /** A number at which the first sweep has put the bound exactly, whatever the start. */
    @Test
    void one_sweep_is_enough_for_rows_without_entries() {
        SparseTensor data = scattered(Shape.of(300, 40, 21), 40);
        GcpResult result = Gcp.fit(data, options("poisson").maxIterations(1).build(), 1);
        long[] listed = data.sliceCounts(0);
        for (int i = 0; i < listed.length; i++) {
            assertThat(result.model().factor(0).at(i, 0) == 0).as("row %d", i).isEqualTo(listed[i] == 0);
        }
    }
}
