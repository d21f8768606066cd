package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** A fixed model scored on many hold-outs, against its mean over all cells by plain loops. */
class HeldOutTest {
    private static final Shape SHAPE = Shape.of(20, 15, 10);
    private static final int SPLITS = 400;

    /** @param density share of the cells that are listed, two in five of them with value 0 */
    private record Case(String loss, Unlisted unlisted, double density, boolean weighted, double share) {
        @Override
        public String toString() {
            return loss + ", unlisted " + unlisted + ", listed " + density + (weighted ? ", weighted" : "")
                    + ", held out " + share;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String loss : List.of("poisson", "gaussian", "bernoulli-logit")) {
            for (boolean weighted : new boolean[] {false, true}) {
                cases.add(new Case(loss, Unlisted.ZERO, 0.2, weighted, 0.1));
                // few cells are unlisted, and half of them are drawn
                cases.add(new Case(loss, Unlisted.ZERO, 0.9, weighted, 0.2));
                cases.add(new Case(loss, Unlisted.MISSING, 0.3, weighted, 0.3));
            }
        }
        return cases;
    }

    private static SparseTensor data(Case c) {
        Random random = new Random(11);
        Domain domain = Losses.parse(c.loss()).domain();
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int cell = 0; cell < SHAPE.cells(); cell++) {
            double value = random.nextInt(5) < 2
                    ? 0
                    : domain == Domain.BINARY
                            ? 1
                            : domain == Domain.COUNT ? 1 + random.nextInt(3) : 3 * random.nextGaussian();
            double weight = c.weighted() ? 0.5 + 2 * random.nextDouble() : 1;
            if (random.nextDouble() < c.density()) {
                builder.add(new int[] {cell / 150, cell / 10 % 15, cell % 10}, value, weight);
            }
        }
        return builder.build(SHAPE, Duplicates.ERROR);
    }

    /** Rows of very different size, so that losses differ much between cells. */
    private static Ktensor model() {
        Random random = new Random(12);
        FactorMatrix[] factors = new FactorMatrix[3];
        for (int n = 0; n < 3; n++) {
            factors[n] = new FactorMatrix(SHAPE.size(n), 2);
            for (int i = 0; i < factors[n].rows(); i++) {
                factors[n].set(i, 0, 2 * random.nextDouble());
                factors[n].set(i, 1, random.nextDouble());
            }
        }
        return new Ktensor(new double[] {0.7, 0.4}, factors);
    }

    /** sum w f / sum w over Omega. */
    private static double mean(SparseTensor data, Ktensor model, Case c) {
        double[] x = new double[(int) SHAPE.cells()];
        double[] w = new double[x.length];
        Arrays.fill(w, c.unlisted() == Unlisted.ZERO ? 1 : 0);
        for (int p = 0; p < data.entries(); p++) {
            int[] at = data.subscript(p);
            x[at[0] * 150 + at[1] * 10 + at[2]] = data.values()[p];
            w[at[0] * 150 + at[1] * 10 + at[2]] = data.weight(p);
        }
        Loss loss = Losses.parse(c.loss());
        double sum = 0;
        double weight = 0;
        for (int cell = 0; cell < x.length; cell++) {
            sum += w[cell] * loss.value(x[cell], model.valueAt(cell / 150, cell / 10 % 15, cell % 10));
            weight += w[cell];
        }
        return sum / weight;
    }

    private static GcpOptions options(Case c, long seed) {
        return GcpOptions.of(2)
                .loss(Losses.parse(c.loss()))
                .unlisted(c.unlisted())
                .holdout(c.share())
                .seed(seed)
                .build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scores_of_400_hold_outs_are_unbiased_and_spread_as_they_say(Case c) {
        SparseTensor data = data(c);
        Ktensor model = model();
        Loss loss = Losses.parse(c.loss());
        double whole = mean(data, model, c);
        double sum = 0;
        double squares = 0;
        double variance = 0;
        for (int seed = 1; seed <= SPLITS; seed++) {
            try (PreparedTensor problem = LocalProblem.of(data, options(c, seed), 1)) {
                HeldOut held = HeldOut.of(problem, model);
                double[] losses = held.losses(loss);
                assertThat(losses).hasSize((int) problem.holdoutCells());
                double off = held.mean(losses) - whole;
                sum += off;
                squares += off * off;
                variance += Math.pow(held.standardError(losses), 2) / SPLITS;
            }
        }
        double bias = sum / SPLITS;
        double spread = Math.sqrt(squares / SPLITS - bias * bias);
        assertThat(bias).isCloseTo(0, within(3 * spread / Math.sqrt(SPLITS)));
        assertThat(spread / Math.sqrt(variance)).isBetween(0.9, 1.1);
    }

    /** What stands in the trace is the sum of which {@link HeldOut} gives the mean. */
    @Test
    void the_trace_weighs_the_cells_in_the_same_way() {
        for (Case c : cases()) {
            SparseTensor data = data(c);
            GcpOptions options = options(c, 5);
            try (PreparedTensor problem = LocalProblem.of(data, options, 1)) {
                GcpResult result = Gcp.fit(problem, options, FitListener.NONE, null);
                HeldOut held = HeldOut.of(problem, result.model());
                double[] losses = held.losses(options.loss());
                double weight = Arrays.stream(held.weights()).sum();
                double last = result.trace().get(result.trace().size() - 1).holdoutObjective();
                assertThat(held.mean(losses) * weight).as(c.toString()).isCloseTo(last, within(1e-6 * Math.abs(last)));
            }
        }
    }
}
