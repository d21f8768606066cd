package org.polyad.solver.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LineSearchTest {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private final List<Double> tried = new ArrayList<>();

    private double search(DoubleUnaryOperator value, DoubleUnaryOperator slope, double first, double longest) {
        LineSearch.Ray ray = t -> {
            tried.add(t);
            return new double[] {value.applyAsDouble(t), slope.applyAsDouble(t)};
        };
        return LineSearch.search(ray, value.applyAsDouble(0), slope.applyAsDouble(0), first, longest);
    }

    private static double squared(double t) {
        return (t - 1) * (t - 1);
    }

    @Test
    void takesTheFirstStepIfItWillDo() {
        assertThat(search(LineSearchTest::squared, t -> 2 * (t - 1), 1.5, UNLIMITED))
                .isEqualTo(1.5);
        assertThat(tried).containsExactly(1.5);
    }

    @Test
    void shortensAStepThatIsFarTooLong() {
        double step = search(LineSearchTest::squared, t -> 2 * (t - 1), 1e6, UNLIMITED);
        assertThat(squared(step)).isLessThan(squared(0));
        assertThat(Math.abs(2 * (step - 1))).isLessThanOrEqualTo(0.9 * 2);
        assertThat(tried).hasSizeLessThan(9);
    }

    @Test
    void lengthensAStepThatIsFarTooShort() {
        double step = search(LineSearchTest::squared, t -> 2 * (t - 1), 1e-4, UNLIMITED);
        assertThat(Math.abs(2 * (step - 1))).isLessThanOrEqualTo(0.9 * 2);
        assertThat(tried).hasSizeLessThan(9);
    }

    @Test
    void stopsAtTheLongestStep() {
        assertThat(search(LineSearchTest::squared, t -> 2 * (t - 1), 0.01, 0.02))
                .isEqualTo(0.02);
    }

    @Test
    void backsOffFromValuesThatAreNotFinite() {
        DoubleUnaryOperator value = t -> t < 0.5 ? -Math.log(0.5 - t) - 20 * t : Double.NaN;
        DoubleUnaryOperator slope = t -> t < 0.5 ? 1 / (0.5 - t) - 20 : Double.NEGATIVE_INFINITY;
        double step = search(value, slope, 1, UNLIMITED);
        assertThat(value.applyAsDouble(step)).isLessThan(value.applyAsDouble(0));
        assertThat(Math.abs(slope.applyAsDouble(step))).isLessThanOrEqualTo(0.9 * 18);
    }

    @Test
    void findsNothingWhereTheSlopeIsWrong() {
        assertThat(search(t -> 1 + t, t -> -1, 1, UNLIMITED)).isNaN();
        assertThat(tried).hasSize(12);
    }

    @Test
    void asksNothingWhereRoundingHidesTheDecrease() {
        assertThat(search(t -> 1 - 1e-17 * t, t -> -1e-17, 1, UNLIMITED)).isNaN();
        assertThat(tried).isEmpty();
    }

    @Test
    void keepsTheBestOfAFunctionThatFallsForEver() {
        assertThat(search(t -> -t, t -> -1, 1, UNLIMITED)).isEqualTo(Math.pow(4, 11));
    }
}
