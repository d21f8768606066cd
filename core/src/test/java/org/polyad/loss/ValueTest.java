package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers worked out by hand: a derivative does not see what is added to f. */
class ValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gaussian | 2.5 | -1 | 12.25",
                "bernoulli-logit | 1 | 0.4 | 0.5130152523999526",
                "bernoulli-logit | 0 | 0.4 | 0.9130152523999526",
                "bernoulli-odds | 1 | 0.4 | 1.2527629684953678",
                "bernoulli-odds | 0 | 0.4 | 0.3364722366212129",
                "poisson | 3 | 2 | -0.07944154167983575",
                "poisson-log | 3 | 0.4 | 0.2918246976412704",
                "gamma | 3 | 2 | 2.1931471805599454",
                "rayleigh | 3 | 2 | 3.153440228764149",
                "negative-binomial(k=5) | 3 | 0.4 | 5.440650088592168",
                "huber(delta=0.5) | 1 | 0.75 | 0.0625",
                "huber(delta=0.5) | 1 | 3 | 1.75",
                "huber(delta=0.5) | 1 | -1 | 1.75",
                "beta(b=0.5) | 3 | 4 | 7",
                "beta(b=3) | 3 | 4 | -2.6666666666666667",
                "beta(b=2) | 3 | 4 | -4",
                "beta(b=-1) | 3 | 4 | -0.15625",
                "beta(b=1) | 2.5 | 4 | 0.5342640972002735",
                "beta(b=0) | 3 | 4 | 2.136294361119891"
            })
    void valuesAreThoseWorkedOutByHand(String name, double x, double m, double value) {
        assertThat(Losses.parse(name).value(x, m)).isCloseTo(value, within(2e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "0, -40", "1, 700", "0, -700"})
    void aLinkThatIsAllButSureKeepsItsDigits(double x, double m) {
        Loss loss = Losses.bernoulliLogit();
        double tail = Math.exp(-Math.abs(m));
        assertThat(loss.value(x, m)).isCloseTo(tail, within(1e-15 * tail));
        assertThat(Math.abs(loss.derivative(x, m))).isCloseTo(tail, within(1e-15 * tail));
    }

    @Test
    void quadraticLossesAreGaussianAndBetaTwo() {
        assertThat(LossCases.all().filter(Loss::quadratic).map(Loss::name))
                .containsExactlyInAnyOrder("gaussian", "beta(b=2)", "beta(b=2, eps=0.1)");
    }
}
