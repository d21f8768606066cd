package org.polyad.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaFunctionsTest {
    @Test
    void known_values() {
        assertThat(GammaFunctions.digamma(1)).isEqualTo(-0.5772156649015329, within(1e-14));
        assertThat(GammaFunctions.digamma(0.5)).isEqualTo(-1.9635100260214235, within(1e-14));
        assertThat(GammaFunctions.digamma(100)).isEqualTo(4.600161852738087, within(1e-14));
        assertThat(GammaFunctions.trigamma(1)).isEqualTo(Math.PI * Math.PI / 6, within(1e-9));
        assertThat(GammaFunctions.logGamma(0.5)).isEqualTo(Math.log(Math.PI) / 2, within(1e-13));
        assertThat(GammaFunctions.logGamma(11)).isEqualTo(Math.log(3628800), within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.1, 0.9, 3, 7.9, 8, 8.1, 50, 1e4})
    void each_is_the_derivative_of_the_one_before(double x) {
        double h = 1e-4 * x;
        double slope = (GammaFunctions.logGamma(x + h) - GammaFunctions.logGamma(x - h)) / (2 * h);
        assertThat(GammaFunctions.digamma(x)).isEqualTo(slope, within(1e-6 * (1 + Math.abs(slope))));
        double curve = (GammaFunctions.digamma(x + h) - GammaFunctions.digamma(x - h)) / (2 * h);
        assertThat(GammaFunctions.trigamma(x)).isEqualTo(curve, within(1e-6 * (1 + curve)));
        assertThat(GammaFunctions.inverseDigamma(GammaFunctions.digamma(x))).isEqualTo(x, within(1e-9 * (1 + x)));
    }

    @Test
    void a_projection_on_the_simplex_is_the_nearest_point() {
        double[] x = {0.5, 0.9, -0.3, 0.1};
        Simplex.project(x);
        // Shift 0.2: (0.3, 0.7, 0, 0).
        assertThat(x).containsExactly(new double[] {0.3, 0.7, 0, 0}, within(1e-15));
    }
}
