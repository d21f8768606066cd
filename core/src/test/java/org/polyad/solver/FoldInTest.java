package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyad.loss.Losses;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class FoldInTest {
    private static final Shape SHAPE = Shape.of(9, 8, 5);

    private static SparseTensor data(String loss, long seed) {
        Random random = new Random(seed);
        var builder = SparseTensor.builder(3);
        for (int cell = 0; cell < 9 * 8 * 5; cell++) {
            int[] s = {cell / 40, cell / 5 % 8, cell % 5};
            double m = 1 + Math.sin(s[0]) * Math.cos(s[1] + s[2]) + 0.3 * s[0] / 9;
            double x = loss.equals("gaussian") ? m + 0.1 * random.nextGaussian() : random.nextInt(1 + (int) (3 * m));
            x = loss.startsWith("bernoulli") ? Math.min(1, x) : x;
            if (random.nextDouble() < 0.6) {
                builder.add(s, x);
            }
        }
        return builder.build(SHAPE, Duplicates.ERROR);
    }

    /** At the end of a fit every row is where its own subproblem has its minimum: folding its entries in gives it back. */
    @ParameterizedTest
    @CsvSource({
        "gaussian, missing, true, false",
        "gaussian, missing, false, true",
        "gaussian, zero, true, false",
        "poisson, zero, false, false",
        "bernoulli-logit, missing, true, true",
        "bernoulli-logit, zero, false, false"
    })
    void the_training_rows_come_back(String loss, String unlisted, boolean byCount, boolean biases) {
        SparseTensor data = data(loss, 3);
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.parse(unlisted))
                .regularization(0.05)
                .regularizationByCount(byCount)
                .biases(biases)
                .maxIterations(4000)
                .tolerance(1e-15)
                .build();
        GcpResult result = Gcp.fit(data, options, 2);
        FoldIn fold = new FoldIn(result.model(), result.scales(), options);
        double[] lambda = result.model().lambda();
        for (int mode = 0; mode < 3; mode++) {
            var rows = fold.rows(data, mode, 2);
            for (int i = 0; i < rows.rows(); i++) {
                for (int r = 0; r < rows.columns(); r++) {
                    // a component that the penalty took has a column of no meaning
                    assertThat(lambda[r] * rows.at(i, r))
                            .as("mode %d, row %d, column %d", mode, i, r)
                            .isCloseTo(
                                    lambda[r] * result.model().factor(mode).at(i, r), within(2e-4 * (1 + lambda[r])));
                }
            }
        }
    }

    /** So many new rows that the zeros are sampled, where a whole fit would be by adam, and its blocks have no zeros in them. */
    @Test
    void many_new_rows_see_their_zeros_seed_5() {
        SparseTensor seen = links(40, 5);
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.parse("bernoulli-logit"))
                .unlisted(Unlisted.ZERO)
                .regularization(0.01)
                .build();
        GcpResult result = Gcp.fit(seen, options, 2);
        GcpOptions sampled = GcpOptions.of(2)
                .loss(options.loss())
                .unlisted(Unlisted.ZERO)
                .regularization(0.01)
                .exactCells(1000)
                .build();
        SparseTensor fresh = links(1000, 6);
        FactorMatrix rows = new FoldIn(result.model(), result.scales(), sampled).rows(fresh, 0, 2);
        FactorMatrix[] factors = result.model().factors().clone();
        factors[0] = rows;
        Ktensor all = new Ktensor(result.model().lambda(), factors);
        double mean = 0;
        for (int cell = 0; cell < 1000 * 600; cell++) {
            mean += options.loss().mean(all.valueAt(new int[] {cell / 600, cell / 20 % 30, cell % 20})) / (1000 * 600);
        }
        assertThat(mean).isCloseTo(fresh.entries() / 600_000.0, within(0.02));
    }

    /** Links of which about an eighth are there. */
    private static SparseTensor links(int users, long seed) {
        Random random = new Random(seed);
        var builder = SparseTensor.builder(3);
        for (int cell = 0; cell < users * 600; cell++) {
            int[] s = {cell / 600, cell / 20 % 30, cell % 20};
            double m = -2.5 + 1.5 * Math.sin(s[0]) * Math.sin(s[1]) + Math.cos(s[0]) * Math.cos(s[2]);
            if (random.nextDouble() < 1 / (1 + Math.exp(-m))) {
                builder.add(s, 1);
            }
        }
        return builder.build(Shape.of(users, 30, 20), Duplicates.ERROR);
    }

    @Test
    void other_sizes_are_refused() {
        GcpOptions options = GcpOptions.of(2).unlisted(Unlisted.MISSING).build();
        GcpResult result = Gcp.fit(data("gaussian", 1), options, 1);
        SparseTensor other = SparseTensor.builder(3).add(new int[] {0, 0, 0}, 1).build(Duplicates.ERROR);
        assertThatThrownBy(() -> new FoldIn(result.model(), null, options).rows(other, 0, 1))
                .hasMessage("the model is 9 x 8 x 5, but the entries of new rows of mode 0 are 1 x 1 x 1");
    }
}
