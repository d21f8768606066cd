package org.polyad.model.cp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

class BiasesTest {
    private static final int RANK = 2;
    private static final double REG = 0.03;

    /** Ratings of users by films in months: offsets, an interaction, noise; a part of the cells. */
    private static SparseTensor data(Loss loss, long seed) {
        Random random = new Random(seed);
        var builder = SparseTensor.builder(3);
        double[] user = random.doubles(12, -1, 1).toArray();
        double[] film = random.doubles(9, -1, 1).toArray();
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 9; j++) {
                int k = random.nextInt(4);
                double m = 3 + user[i] + film[j] + 0.5 * user[i] * film[j] + 0.1 * random.nextGaussian();
                double x = loss.name().equals("gaussian") ? m : m > 3 ? 1 : 0;
                if (random.nextDouble() < 0.8) {
                    builder.add(new int[] {i, j, k}, x);
                }
            }
        }
        return builder.build(Duplicates.ERROR);
    }

    private static GcpOptions options(Loss loss, boolean byCount) {
        return GcpOptions.of(RANK)
                .loss(loss)
                .unlisted(Unlisted.MISSING)
                .biases(true)
                .regularization(REG)
                .regularizationByCount(byCount)
                .maxIterations(3000)
                .tolerance(1e-14)
                .build();
    }

    /** F as the text has it, of mu, the offsets b and the components a, by plain loops. */
    private static double total(
            SparseTensor data, Loss loss, boolean byCount, double mu, double[][] b, double[][][] a) {
        double sum = 0;
        for (int p = 0; p < data.entries(); p++) {
            int[] s = data.subscript(p);
            double m = mu;
            for (int n = 0; n < 3; n++) {
                m += b[n][s[n]];
            }
            for (int r = 0; r < RANK; r++) {
                m += a[0][s[0]][r] * a[1][s[1]][r] * a[2][s[2]][r];
            }
            sum += loss.value(data.values()[p], m);
        }
        for (int n = 0; n < 3; n++) {
            long[] counts = data.sliceCounts(n);
            for (int i = 0; i < b[n].length; i++) {
                double squares = b[n][i] * b[n][i];
                for (int r = 0; r < RANK; r++) {
                    squares += a[n][i][r] * a[n][i][r];
                }
                sum += REG * (byCount ? counts[i] : 1) * squares;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "bernoulli-logit"})
    void the_fit_ends_where_the_objective_with_offsets_is_stationary(String name) {
        Loss loss = Losses.parse(name);
        boolean byCount = name.equals("gaussian");
        SparseTensor data = data(loss, 5);
        GcpResult result = Gcp.fit(data, options(loss, byCount), 2);
        Biases biases = new Biases(RANK, 3);
        // The fit's own scales, of equal penalties, come back by minimising over them: stationarity in every number but
        // those.
        FactorMatrix[] factors = biases.restored(result.model().spread());
        double mu = factors[0].at(0, RANK + 3);
        double[][] b = new double[3][];
        double[][][] a = new double[3][][];
        for (int n = 0; n < 3; n++) {
            b[n] = new double[factors[n].rows()];
            a[n] = new double[factors[n].rows()][RANK];
            for (int i = 0; i < b[n].length; i++) {
                b[n][i] = factors[n].at(i, RANK + n);
            }
        }
        balance(factors, a, data, byCount);
        double reached = total(data, loss, byCount, mu, b, a);
        assertThat(reached)
                .isCloseTo(
                        result.objective()
                                + result.trace().get(result.trace().size() - 1).regularization(),
                        within(1e-8 * reached));
        for (int n = 0; n < 3; n++) {
            for (int i = 0; i < b[n].length; i++) {
                int mode = n;
                int row = i;
                assertThat(slope(step -> {
                            b[mode][row] += step;
                            return total(data, loss, byCount, mu, b, a);
                        }))
                        .as("b_%d(%d)", n, i)
                        .isCloseTo(0, within(2e-4));
                for (int r = 0; r < RANK; r++) {
                    int column = r;
                    assertThat(slope(step -> {
                                a[mode][row][column] += step;
                                return total(data, loss, byCount, mu, b, a);
                            }))
                            .as("A_%d(%d, %d)", n, i, r)
                            .isCloseTo(0, within(2e-4));
                }
            }
        }
    }

    /** Scales each component so that its penalties are equal over the modes, which is where a fit ends. */
    private static void balance(FactorMatrix[] factors, double[][][] a, SparseTensor data, boolean byCount) {
        for (int r = 0; r < RANK; r++) {
            double[] penalty = new double[3];
            for (int n = 0; n < 3; n++) {
                long[] counts = data.sliceCounts(n);
                for (int i = 0; i < factors[n].rows(); i++) {
                    penalty[n] += (byCount ? counts[i] : 1) * factors[n].at(i, r) * factors[n].at(i, r);
                }
            }
            double mean = Math.cbrt(penalty[0] * penalty[1] * penalty[2]);
            for (int n = 0; n < 3; n++) {
                for (int i = 0; i < factors[n].rows(); i++) {
                    a[n][i][r] = penalty[n] == 0 ? 0 : factors[n].at(i, r) * Math.sqrt(mean / penalty[n]);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Moved {
        double by(double step);
    }

    private static double slope(Moved objective) {
        double h = 1e-5;
        double up = objective.by(h);
        double down = objective.by(-2 * h);
        objective.by(h);
        return (up - down) / (2 * h);
    }

    @Test
    void sweeps_never_raise_the_objective_also_with_rows_in_pieces() {
        SparseTensor data = data(Losses.gaussian(), 7);
        GcpOptions pieces = GcpOptions.of(RANK)
                .unlisted(Unlisted.MISSING)
                .biases(true)
                .regularization(REG)
                .blocks(data.entries())
                .maxIterations(30)
                .tolerance(0)
                .build();
        GcpResult result = Gcp.fit(data, pieces, 2);
        for (int k = 1; k < result.trace().size(); k++) {
            assertThat(result.trace().get(k).total())
                    .isLessThanOrEqualTo(result.trace().get(k - 1).total() * (1 + 1e-12));
        }
        Ktensor model = result.model();
        for (int n = 0; n < 3; n++) {
            for (int c = RANK; c < model.rank(); c++) {
                double first = model.factor(n).at(0, c);
                double last = model.factor(n).at(model.factor(n).rows() - 1, c);
                assertThat(first == last).as("mode %d, column %d", n, c).isEqualTo(c != RANK + n);
            }
        }
    }

    @Test
    void a_start_from_a_model_with_biases_goes_on_from_it() {
        SparseTensor data = data(Losses.gaussian(), 9);
        GcpResult first = Gcp.fit(data, options(Losses.gaussian(), false), 2);
        GcpOptions again = GcpOptions.of(RANK)
                .unlisted(Unlisted.MISSING)
                .biases(true)
                .regularization(REG)
                .initModel(first.model())
                .maxIterations(1)
                .build();
        GcpResult second = Gcp.fit(data, again, 2);
        assertThat(second.trace().get(0).total())
                .isCloseTo(first.trace().get(first.trace().size() - 1).total(), within(1e-6));
    }

    @Test
    void a_bound_at_0_and_other_methods_are_refused() {
        assertThatThrownBy(() ->
                        GcpOptions.of(2).loss(Losses.poisson()).biases(true).build())
                .hasMessage("biases need a model without the bound m >= 0, found poisson");
        assertThatThrownBy(() ->
                        GcpOptions.of(2).method(Method.LBFGSB).biases(true).build())
                .hasMessage("biases need method newton, which can hold columns, found lbfgsb");
    }
}
