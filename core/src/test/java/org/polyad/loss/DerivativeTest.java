package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DerivativeTest {
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void derivativeIsTheSlopeOfTheValue(Loss loss) {
        int points = 0;
        int sharp = 0;
        for (double x : LossCases.data(loss)) {
            for (double m : LossCases.parameters(loss)) {
                if (LossCases.kink(loss, x, m)) {
                    continue;
                }
                Difference slope = Difference.of(t -> loss.value(x, t), m, LossCases.scale(loss, m));
                assertThat(loss.derivative(x, m))
                        .as("derivative(%s, %s)", x, m)
                        .isCloseTo(slope.estimate(), within(slope.error()));
                points++;
                sharp += slope.sharp() ? 1 : 0;
            }
        }
        assertThat(sharp).as("comparisons to five digits").isGreaterThan(points / 2);
    }
}
