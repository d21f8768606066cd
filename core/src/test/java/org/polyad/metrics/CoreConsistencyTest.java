package org.polyad.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.model.cp.Ktensor;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class CoreConsistencyTest {
    private static final int[] SIZES = {6, 5, 4};

    private static FactorMatrix factor(int rows, int columns, Random random) {
        FactorMatrix factor = new FactorMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int r = 0; r < columns; r++) {
                factor.set(i, r, random.nextGaussian());
            }
        }
        return factor;
    }

    private static Ktensor model(int rank, Random random) {
        double[] lambda = new double[rank];
        FactorMatrix[] factors = new FactorMatrix[3];
        for (int r = 0; r < rank; r++) {
            lambda[r] = 1 + r;
        }
        for (int n = 0; n < 3; n++) {
            factors[n] = factor(SIZES[n], rank, random);
        }
        return new Ktensor(lambda, factors);
    }

    /** The model's values, or a Tucker tensor's whose core is {@code core} in place of the superdiagonal. */
    private static SparseTensor tucker(Ktensor model, double[][][] core, double listed, Random random) {
        FactorMatrix[] a = model.spread();
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int i = 0; i < SIZES[0]; i++) {
            for (int j = 0; j < SIZES[1]; j++) {
                for (int k = 0; k < SIZES[2]; k++) {
                    double x = 0;
                    for (int p = 0; p < core.length; p++) {
                        for (int q = 0; q < core.length; q++) {
                            for (int r = 0; r < core.length; r++) {
                                x += core[p][q][r] * a[0].at(i, p) * a[1].at(j, q) * a[2].at(k, r);
                            }
                        }
                    }
                    if (random.nextDouble() < listed) {
                        builder.add(new int[] {i, j, k}, x);
                    }
                }
            }
        }
        return builder.build(model.shape(), Duplicates.ERROR);
    }

    private static double[][][] core(double off) {
        double[][][] core = new double[3][3][3];
        for (int p = 0; p < 3; p++) {
            core[p][p][p] = 1;
        }
        core[0][1][2] = off;
        core[2][0][0] = -off;
        return core;
    }

    @Test
    void known_cores_seed_3() {
        Random random = new Random(3);
        Ktensor model = model(3, random);
        // 100 (1 - 2 off^2 / 3)
        for (double off : new double[] {0, 0.5, 2}) {
            SparseTensor data = tucker(model, core(off), 1, random);
            double expected = 100 * (1 - 2 * off * off / 3);
            assertThat(CoreConsistency.of(model, data, true)).isCloseTo(expected, within(1e-8));
            assertThat(CoreConsistency.of(model, data, false)).isCloseTo(expected, within(1e-8));
        }
    }

    @Test
    void missing_cells_are_the_models_own_seed_4() {
        Random random = new Random(4);
        Ktensor model = model(3, random);
        assertThat(CoreConsistency.of(model, tucker(model, core(0), 0.5, random), false))
                .isCloseTo(100, within(1e-8));
        assertThat(CoreConsistency.of(model, tucker(model, core(0), 0.5, random), true))
                .isLessThan(99);
    }

    @Test
    void parallel_components_are_told() {
        Random random = new Random(5);
        Ktensor two = model(2, random);
        FactorMatrix[] doubled = new FactorMatrix[3];
        for (int n = 0; n < 3; n++) {
            doubled[n] = two.factor(n).beside(two.factor(n));
        }
        Ktensor four = new Ktensor(new double[] {0.5, 1, 0.5, 1}, doubled);
        double[][][] core = {{{1, 0}, {0, 0}}, {{0, 0}, {0, 1}}};
        assertThat(CoreConsistency.of(four, tucker(two, core, 1, random), true)).isLessThan(60);
    }
}
