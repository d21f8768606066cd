package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SaturatedTest {
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void saturatedIsBelowEveryValue(Loss loss) {
        for (double x : LossCases.data(loss)) {
            double saturated = loss.saturated(x);
            for (double m : LossCases.parameters(loss)) {
                double value = loss.value(x, m);
                assertThat(saturated).as("x %s, m %s", x, m).isLessThanOrEqualTo(value + 1e-14 * Math.abs(value));
            }
        }
    }

    /** The search knows values only. */
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void saturatedIsTheLeastValueFoundByASearch(Loss loss) {
        for (double x : LossCases.data(loss)) {
            double found = ValleySearch.infimum(loss, x);
            assertThat(loss.saturated(x)).as("x %s", x).isCloseTo(found, within(1e-9 * (1 + Math.abs(found))));
        }
    }
}
