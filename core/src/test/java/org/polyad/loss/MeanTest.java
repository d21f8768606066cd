package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanTest {
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#linear")
    void theBestParameterHasTheSampleMean(Loss loss) {
        for (double m : new double[] {0.3, 1, 4.4}) {
            double p = loss.mean(m);
            double slope = loss.domain() == Domain.BINARY
                    ? (1 - p) * loss.derivative(0, m) + p * loss.derivative(1, m)
                    : loss.derivative(p, m);
            double size = Math.abs(loss.derivative(0, m));
            assertThat(Math.abs(slope) / size).as("m = %s", m).isLessThan(1e-8);
        }
    }

    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void aLossSaysWhetherItsMeanIsLinear(Loss loss) {
        double left = loss.mean(0.7) + loss.mean(1.9);
        assertThat(loss.linearMean()).isEqualTo(Math.abs(left - loss.mean(2.6)) < 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 1, 35})
    void theBestParameterOfRayleighDataIsTheirMean(double mean) {
        Loss loss = Losses.rayleigh();
        Expectation data = Expectation.rayleigh(mean);
        double slope = data.of(x -> loss.derivative(x, mean));
        assertThat(slope).isCloseTo(0, within(1e-6 / mean));
        assertThat(loss.mean(mean)).isCloseTo(data.of(x -> x), within(1e-9 * mean));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-800, -745, -40, 0, 40, 745, 800})
    void theMeanOfALinkIsAProbability(double m) {
        assertThat(Losses.bernoulliLogit().mean(m)).isBetween(0.0, 1.0);
        assertThat(Losses.bernoulliLogit().mean(m) + Losses.bernoulliLogit().mean(-m))
                .isCloseTo(1, within(1e-15));
    }
}
