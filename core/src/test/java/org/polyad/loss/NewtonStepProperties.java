package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What the curvatures that are not second derivatives are for. */
class NewtonStepProperties {
    private static final String SEED = "20260101";

    @Property(seed = SEED)
    void oneStepEndsAtTheBestParameterOfAPositiveEntry(
            @ForAll @DoubleRange(min = -4, max = 4) double logX, @ForAll @DoubleRange(min = -4, max = 4) double logM) {
        for (String name : new String[] {"gamma", "rayleigh", "beta(b=-1)", "beta(b=0)", "beta(b=0.5)", "beta(b=3)"}) {
            assertStepIsExact(Losses.parse(name), Math.pow(10, logX), Math.pow(10, logM));
        }
    }

    @Property(seed = SEED)
    void oneStepEndsAtTheBestParameterOfACount(
            @ForAll @IntRange(min = 1, max = 10_000) int x,
            @ForAll @DoubleRange(min = -4, max = 4) double logM,
            @ForAll @DoubleRange(min = -1, max = 2) double logK) {
        assertStepIsExact(Losses.negativeBinomial(Math.pow(10, logK)), x, Math.pow(10, logM));
    }

    @Property(seed = SEED)
    void oneStepEndsAtTheCentreOfHuber(
            @ForAll @DoubleRange(min = -100, max = 100) double x,
            @ForAll @DoubleRange(min = -100, max = 100) double m) {
        assertStepIsExact(Losses.huber(0.7), x, m);
    }

    private static void assertStepIsExact(Loss loss, double x, double m) {
        double end = m - loss.derivative(x, m) / loss.curvature(x, m);
        double rounding = 1e-12 * (Math.abs(m) + Math.abs(end));
        double before = loss.derivative(x, end - rounding);
        double after = loss.derivative(x, end + rounding);
        assertThat(before).as("%s: from %s for %s to %s", loss, m, x, end).isLessThanOrEqualTo(0);
        assertThat(after).as("%s: from %s for %s to %s", loss, m, x, end).isGreaterThanOrEqualTo(0);
    }

    @Property(seed = SEED)
    void oneStepTakesAZeroToTheBound(@ForAll @DoubleRange(min = -6, max = 6) double logM) {
        double m = Math.pow(10, logM);
        for (Loss loss : new Loss[] {Losses.bernoulliOdds(), Losses.negativeBinomial(2), Losses.beta(0.5)}) {
            double end = m - loss.derivative(0, m) / loss.curvature(0, m);
            assertThat(Math.abs(end)).as("%s from %s", loss, m).isLessThan(1e-9 + 1e-12 * m);
        }
    }

    @Property(seed = SEED)
    void theParabolaOfHuberIsAboveIt(
            @ForAll @DoubleRange(min = -10, max = 10) double m, @ForAll @DoubleRange(min = -10, max = 10) double to) {
        Loss huber = Losses.huber(0.7);
        double step = to - m;
        double parabola =
                huber.value(0.3, m) + huber.derivative(0.3, m) * step + huber.curvature(0.3, m) * step * step / 2;
        assertThat(huber.value(0.3, to)).isLessThanOrEqualTo(parabola + 1e-12 * (1 + Math.abs(parabola)));
    }
}
