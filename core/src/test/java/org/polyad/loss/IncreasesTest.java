package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bounds an increase is never below it, and above it by a term of third order at most. */
class IncreasesTest {
    private static final double[] SHARES = {0, 1e-6, 0.01, 0.3, 0.9, 0.999, 1.001, 1.1, 2, 7, 1e5};

    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void boundsAreAboveAndClose(Loss loss) {
        for (double x : LossCases.data(loss)) {
            for (double from : LossCases.parameters(loss)) {
                for (double share : SHARES) {
                    check(loss, x, from, share);
                }
            }
        }
    }

    private static void check(Loss loss, double x, double from, double share) {
        double to = from * share;
        double before = loss.value(x, from);
        double after = loss.value(x, to);
        if (!Double.isFinite(before) || !Double.isFinite(after)) {
            return;
        }
        double[] bound = new double[1];
        loss.increases(1, new double[] {x}, new double[] {from}, new double[] {to}, bound);
        if (!loss.boundsIncreases()) {
            assertThat(bound[0]).isEqualTo(after - before);
            return;
        }
        double rounding = 1e-13 * (Math.abs(before) + Math.abs(after) + x + to + from + 1e-3);
        String what = loss.name() + " at x " + x + " from " + from + " to " + to;
        assertThat(bound[0]).as(what).isGreaterThanOrEqualTo(after - before - rounding);
        double step = Math.abs(to - from) / from;
        if (step < 0.5) {
            // of -x log m the third derivative is -2 x / m^3: a bound of second order would exceed by more
            assertThat(bound[0] - (after - before)).as(what).isLessThanOrEqualTo(x * step * step * step + rounding);
        }
    }
}
