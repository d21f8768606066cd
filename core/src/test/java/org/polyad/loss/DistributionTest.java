package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyad.random.DrawStream;

/** Draws within five standard errors; seeds 42 and 7. */
class DistributionTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @CsvSource({
        "gaussian, -0.7",
        "huber(delta=1), 0.4",
        "bernoulli-logit, -1.3",
        "bernoulli-odds, 0.4",
        "poisson, 3.5",
        "poisson-log, 2.9",
        "gamma, 2",
        "rayleigh, 3",
        "negative-binomial(k=4), 1.5",
        "beta(b=0.5), 2",
        "beta(b=1), 2",
        "beta(b=0), 2"
    })
    void each_loss_has_the_mean_that_it_says(String name, double m) {
        Loss loss = Losses.parse(name);
        Distribution.Draw draw = loss.distribution().orElseThrow().draw();
        DrawStream random = new DrawStream(42);
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < DRAWS; s++) {
            double x = draw.x(m, 0.5, 0.5, random.restart(2, s));
            assertThat(loss.domain().contains(x)).isTrue();
            sum += x;
            squares += x * x;
        }
        double mean = sum / DRAWS;
        double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
        assertThat(mean).isCloseTo(loss.mean(m), within(5 * error));
    }

    /** Of losses with one distribution: differences of f are differences of -log p, estimated by the share of each x. */
    @ParameterizedTest
    @CsvSource({
        "bernoulli-logit, -1.3",
        "bernoulli-odds, 0.4",
        "poisson, 3.5",
        "poisson-log, 1.2",
        "negative-binomial(k=4), 1.5"
    })
    void draws_are_as_likely_as_the_loss_says(String name, double m) {
        Loss loss = Losses.parse(name);
        Distribution.Draw draw = loss.distribution().orElseThrow().draw();
        DrawStream random = new DrawStream(7);
        double other = m + 0.5;
        int[] here = new int[2];
        int[] there = new int[2];
        for (int s = 0; s < DRAWS; s++) {
            count(here, draw.x(m, 0, 0, random.restart(3, s)));
            count(there, draw.x(other, 0, 0, random.restart(4, s)));
        }
        for (int x = 0; x < 2; x++) {
            double said = loss.value(x, other) - loss.value(x, m);
            double error = Math.sqrt(1.0 / here[x] + 1.0 / there[x]);
            assertThat(Math.log((double) here[x] / there[x])).isCloseTo(said, within(5 * error));
        }
    }

    private static void count(int[] of, double x) {
        if (x < of.length) {
            of[(int) x]++;
        }
    }
}
