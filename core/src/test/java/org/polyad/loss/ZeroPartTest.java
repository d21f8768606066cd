package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroPartTest {
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void zeroPartIsTheLossOfAZero(Loss loss) {
        loss.zeroPart().ifPresent(zero -> {
            for (double m : LossCases.parameters(loss)) {
                double value = zero.constant() + m * (zero.linear() + m * zero.quadratic());
                double slope = zero.linear() + 2 * zero.quadratic() * m;
                assertThat(loss.value(0, m)).isCloseTo(value, within(1e-15 * Math.abs(value)));
                assertThat(loss.derivative(0, m)).isCloseTo(slope, within(1e-15 * Math.abs(slope)));
                assertThat(loss.curvature(0, m)).isEqualTo(2 * zero.quadratic());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "poisson", "poisson(eps=0.01)", "beta(b=1)", "beta(b=2)"})
    void zerosHaveAClosedForm(String name) {
        assertThat(Losses.parse(name).zeroPart()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bernoulli-logit", "poisson-log", "huber", "negative-binomial", "beta(b=1.5)", "gamma"})
    void zerosHaveNoClosedForm(String name) {
        assertThat(Losses.parse(name).zeroPart()).isEmpty();
    }

    @Test
    void aZeroUnderPoissonCostsExactlyM() {
        for (double m : new double[] {0, 1e-300, 1e-12, 0.1, 3, 1e9}) {
            assertThat(Losses.poisson().value(0, m)).isEqualTo(m);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "rayleigh", "beta(b=0)", "beta(b=-1)"})
    void unlistedEntriesCannotBeZeros(String name) {
        assertThat(Losses.parse(name).unlistedZeros()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "bernoulli-odds", "negative-binomial", "huber", "beta(b=0.1)", "beta(b=1)"})
    void unlistedEntriesMayBeZeros(String name) {
        assertThat(Losses.parse(name).unlistedZeros()).isTrue();
    }
}
