package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class HeldOutTest {
    private static SparseTensor counts(Random random) {
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int p = 0; p < 600; p++) {
            builder.add(new int[] {random.nextInt(20), random.nextInt(15), random.nextInt(10)}, 1 + random.nextInt(3));
        }
        return builder.build(Duplicates.SUM);
    }

    private static Ktensor model(SparseTensor data, Random random) {
        FactorMatrix[] factors = new FactorMatrix[3];
        for (int n = 0; n < 3; n++) {
            factors[n] = new FactorMatrix(data.shape().size(n), 2);
            for (int i = 0; i < factors[n].rows(); i++) {
                factors[n].set(i, 0, random.nextDouble());
                factors[n].set(i, 1, random.nextDouble());
            }
        }
        return new Ktensor(new double[] {0.7, 0.4}, factors);
    }

    /** The mean of the estimate over many splits is the mean loss over all cells, zeros and all. */
    @Test
    void the_weighted_mean_speaks_for_all_cells_seed_11() {
        Random random = new Random(11);
        SparseTensor data = counts(random);
        Ktensor model = model(data, random);
        Loss loss = Losses.poisson();
        double[] dense = new double[20 * 15 * 10];
        for (int p = 0; p < data.entries(); p++) {
            int[] at = data.subscript(p);
            dense[(at[0] * 15 + at[1]) * 10 + at[2]] = data.values()[p];
        }
        double whole = 0;
        for (int c = 0; c < dense.length; c++) {
            whole += loss.value(dense[c], model.valueAt(c / 150, c / 10 % 15, c % 10)) / dense.length;
        }
        int splits = 200;
        double mean = 0;
        double squares = 0;
        double claimed = 0;
        for (int seed = 0; seed < splits; seed++) {
            GcpOptions options = GcpOptions.of(2)
                    .loss(loss)
                    .unlisted(Unlisted.ZERO)
                    .holdout(0.2)
                    .seed(seed)
                    .build();
            try (PreparedTensor problem = LocalProblem.of(data, options, 1)) {
                HeldOut held = HeldOut.of(problem, model);
                double[] losses = held.losses(loss);
                assertThat(losses).hasSize((int) problem.holdoutCells());
                double estimate = held.mean(losses);
                mean += estimate / splits;
                squares += estimate * estimate / splits;
                claimed += held.standardError(losses) / splits;
            }
        }
        double spread = Math.sqrt(squares - mean * mean);
        assertThat(mean).isCloseTo(whole, within(5 * spread / Math.sqrt(splits)));
        // The share that falls on listed cells varies too, a little, and they are drawn without putting back.
        assertThat(claimed / spread).isBetween(0.8, 1.4);
    }
}
