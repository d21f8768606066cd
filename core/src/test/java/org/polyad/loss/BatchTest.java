package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches give the scalars' numbers to the last bit, before and after the compiler has been at them. */
class BatchTest {
    private static final int ROUNDS = 400;

    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void batchesEqualScalars(Loss loss) {
        double[] x = pairs(LossCases.data(loss), LossCases.parameters(loss), true);
        double[] m = pairs(LossCases.data(loss), LossCases.parameters(loss), false);
        int n = x.length;
        double[] values = Arrays.stream(indices(n))
                .mapToDouble(i -> loss.value(x[i], m[i]))
                .toArray();
        double[] slopes = Arrays.stream(indices(n))
                .mapToDouble(i -> loss.derivative(x[i], m[i]))
                .toArray();
        double[] curvatures = Arrays.stream(indices(n))
                .mapToDouble(i -> loss.curvature(x[i], m[i]))
                .toArray();
        double[] means =
                Arrays.stream(indices(n)).mapToDouble(i -> loss.mean(m[i])).toArray();
        for (int round = 0; round < ROUNDS; round++) {
            double[] f = new double[n];
            loss.means(n, m, f);
            assertThat(f).isEqualTo(means);
            double[] g = new double[n];
            double[] h = new double[n];
            loss.values(n, x, m, f);
            assertThat(f).isEqualTo(values);
            Arrays.fill(f, Double.NaN);
            loss.gradients(n, x, m, f, g);
            assertThat(f).isEqualTo(values);
            assertThat(g).isEqualTo(slopes);
            Arrays.fill(g, Double.NaN);
            loss.derivatives(n, x, m, g);
            assertThat(g).isEqualTo(slopes);
            Arrays.fill(g, Double.NaN);
            loss.slopes(n, x, m, g, h);
            assertThat(g).isEqualTo(slopes);
            assertThat(h).isEqualTo(curvatures);
            Arrays.fill(f, Double.NaN);
            Arrays.fill(g, Double.NaN);
            Arrays.fill(h, Double.NaN);
            loss.evaluate(n, x, m, f, g, h);
            assertThat(f).isEqualTo(values);
            assertThat(g).isEqualTo(slopes);
            assertThat(h).isEqualTo(curvatures);
        }
    }

    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void batchesStopAtN(Loss loss) {
        double[] x = {1, 1, 1};
        double[] m = {0.5, 0.7, 0.9};
        double[] f = {-7, -7, -7};
        double[] g = {-7, -7, -7};
        double[] h = {-7, -7, -7};
        loss.means(2, m, f);
        loss.values(2, x, m, f);
        loss.gradients(2, x, m, f, g);
        loss.derivatives(2, x, m, g);
        loss.slopes(2, x, m, g, h);
        loss.increases(2, x, m, new double[] {0.6, 0.6, 0.6}, f);
        assertThat(f[2]).isEqualTo(-7);
        loss.evaluate(2, x, m, f, g, h);
        assertThat(new double[] {f[2], g[2], h[2]}).containsOnly(-7);
        assertThat(f[1]).isEqualTo(loss.value(1, 0.7));
    }

    private static double[] pairs(double[] data, double[] parameters, boolean first) {
        double[] pairs = new double[data.length * parameters.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = first ? data[i / parameters.length] : parameters[i % parameters.length];
        }
        return pairs;
    }

    private static int[] indices(int n) {
        int[] indices = new int[n];
        Arrays.setAll(indices, i -> i);
        return indices;
    }
}
