package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A loss of one's own, with nothing but the scalars. */
class UserLossTest {
    private record LogCosh(double scale) implements Loss {
        @Override
        public String name() {
            return "log-cosh";
        }

        @Override
        public double value(double x, double m) {
            return Math.log(Math.cosh((m - x) / scale));
        }

        @Override
        public double derivative(double x, double m) {
            return Math.tanh((m - x) / scale) / scale;
        }

        @Override
        public double curvature(double x, double m) {
            double t = scale * derivative(x, m);
            return (1 - t * t) / (scale * scale);
        }

        @Override
        public double mean(double m) {
            return m;
        }

        @Override
        public Domain domain() {
            return Domain.REAL;
        }
    }

    private final Loss loss = new LogCosh(2);

    @Test
    void batchesAreTheScalars() {
        double[] x = {0, 1, -3, 9};
        double[] m = {0.5, 1, 2, 9};
        double[] f = new double[4];
        double[] g = new double[4];
        double[] h = new double[4];
        double[] values = new double[4];
        double[] slopes = new double[4];
        loss.evaluate(3, x, m, f, g, h);
        loss.evaluate(3, x, m, values, null, null);
        assertThat(values).isEqualTo(f);
        loss.evaluate(3, x, m, values, slopes, null);
        assertThat(values).isEqualTo(f);
        assertThat(slopes).isEqualTo(g);
        for (int i = 0; i < 3; i++) {
            assertThat(f[i]).isEqualTo(loss.value(x[i], m[i]));
            assertThat(g[i]).isEqualTo(loss.derivative(x[i], m[i]));
            assertThat(h[i]).isEqualTo(loss.curvature(x[i], m[i]));
        }
        assertThat(f[3]).isZero();
    }

    @Test
    void theRestHasDefaults() {
        assertThat(loss.lowerBound()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(loss.zeroPart()).isEmpty();
        assertThat(loss.unlistedZeros()).isTrue();
        assertThat(loss.quadratic()).isFalse();
    }

    @Test
    void theSaturatedValueIsSearchedFor() {
        for (double x : new double[] {-1e5, -0.02, 0, 1e-7, 3, 800}) {
            assertThat(loss.saturated(x)).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void theSearchKeepsToTheBoundAndFindsInfimaAtTheEnds() {
        assertThat(new Shifted(5, 0).saturated(0)).as("valley inside").isCloseTo(2, within(1e-12));
        assertThat(new Shifted(-5, 0).saturated(0)).as("valley below the bound").isEqualTo(27);
        assertThat(new Shifted(-5, Double.NEGATIVE_INFINITY).saturated(0)).isCloseTo(2, within(1e-12));
        assertThat(new Shifted(Double.POSITIVE_INFINITY, 0).saturated(0))
                .as("falls for ever")
                .isCloseTo(0, within(1e-9));
    }

    /** (m - valley)^2 + 2, or what falls to 0 where the valley is at infinity. */
    private record Shifted(double valley, double lowerBound) implements Loss {
        @Override
        public String name() {
            return "shifted";
        }

        @Override
        public double value(double x, double m) {
            return Double.isInfinite(valley) ? 1 / (1 + m) : (m - valley) * (m - valley) + 2;
        }

        @Override
        public double derivative(double x, double m) {
            return 2 * (m - valley);
        }

        @Override
        public double curvature(double x, double m) {
            return 2;
        }

        @Override
        public double mean(double m) {
            return m;
        }

        @Override
        public Domain domain() {
            return Domain.REAL;
        }
    }
}
