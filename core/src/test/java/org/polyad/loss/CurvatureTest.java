package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CurvatureTest {
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#convex")
    void curvatureIsTheSlopeOfTheDerivative(Loss loss) {
        int points = 0;
        int sharp = 0;
        for (double x : LossCases.data(loss)) {
            for (double m : LossCases.parameters(loss)) {
                Difference slope = second(loss, x, m);
                assertThat(loss.curvature(x, m))
                        .as("curvature(%s, %s)", x, m)
                        .isCloseTo(slope.estimate(), within(slope.error()));
                points++;
                sharp += slope.sharp() ? 1 : 0;
            }
        }
        assertThat(sharp).as("comparisons to five digits").isGreaterThan(points / 2);
    }

    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void curvatureIsFiniteAndNeverNegative(Loss loss) {
        for (double x : LossCases.data(loss)) {
            for (double m : LossCases.parameters(loss)) {
                assertThat(loss.curvature(x, m))
                        .as("curvature(%s, %s)", x, m)
                        .isFinite()
                        .isNotNegative();
            }
        }
    }

    /** Beta's second derivative is linear in x: any distribution with the right mean has the same expectation. */
    @ParameterizedTest
    @CsvSource({
        "gamma, 0.02",
        "gamma, 1.3",
        "gamma, 300",
        "beta(b=0), 0.02",
        "beta(b=0), 40",
        "beta(b=-1), 0.3",
        "beta(b=-1), 20",
        "beta(b=0.5), 0.03",
        "beta(b=0.5), 12",
        "beta(b=3), 0.3",
        "beta(b=3), 12"
    })
    void curvatureIsTheFisherInformation(String name, double m) {
        assertFisher(Losses.parse(name), m, Expectation.exponential(m));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.02", "0.3, 4", "1, 0.05", "1, 1.7", "1, 20", "5, 0.4", "5, 8"})
    void curvatureOfNegativeBinomialIsTheFisherInformation(double k, double m) {
        assertFisher(Losses.negativeBinomial(k), m, Expectation.negativeBinomial(k, m));
    }

    private static void assertFisher(Loss loss, double m, Expectation expectation) {
        double fisher = expectation.of(x -> second(loss, x, m).estimate());
        assertThat(expectation.of(x -> loss.curvature(x, m))).isCloseTo(fisher, within(1e-6 * fisher));
    }

    @ParameterizedTest
    @CsvSource({"0.02", "1", "80"})
    void curvatureOfRayleighIsNearTheFisherInformationInTheMean(double m) {
        Loss loss = Losses.rayleigh();
        Expectation expectation = Expectation.rayleigh(m);
        double fisher = expectation.of(x -> second(loss, x, m).estimate());
        assertThat(expectation.of(x -> loss.curvature(x, m))).isBetween(0.9 * fisher, 1.1 * fisher);
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.4", "1", "30"})
    void curvatureOfOddsIsBetweenTheFisherInformationAndTwiceThatInTheMean(double m) {
        Loss loss = Losses.bernoulliOdds();
        Expectation expectation = Expectation.bernoulli(loss.mean(m));
        double fisher = expectation.of(x -> second(loss, x, m).estimate());
        assertThat(expectation.of(x -> loss.curvature(x, m))).isBetween(fisher, 2 * fisher);
        assertThat(loss.mean(m) * loss.curvature(1, m) + (1 - loss.mean(m)) * loss.curvature(1, m))
                .as("a one's")
                .isCloseTo(fisher, within(1e-6 * fisher));
    }

    @Test
    void curvatureOfHuberIsTheSecondDerivativeInsideDelta() {
        Loss huber = Losses.huber(0.5);
        for (double m : new double[] {-0.4, -0.1, 0, 0.2, 0.45}) {
            Difference slope = Difference.of(t -> huber.derivative(0, t), m, 0.1);
            assertThat(huber.curvature(0, m)).isCloseTo(slope.estimate(), within(slope.error()));
        }
    }

    private static Difference second(Loss loss, double x, double m) {
        return Difference.of(t -> loss.derivative(x, t), m, LossCases.scale(loss, m));
    }
}
