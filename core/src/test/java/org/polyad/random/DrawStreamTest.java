package org.polyad.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments within five standard errors; seed 42. */
class DrawStreamTest {
    private static final int DRAWS = 200_000;

    private interface Draw {
        double next(DrawStream random);
    }

    private static void hasMoments(Draw draw, double mean, double variance) {
        DrawStream random = new DrawStream(42);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int s = 0; s < DRAWS; s++) {
            double off = draw.next(random.restart(1, s)) - mean;
            sum += off;
            squares += off * off;
            fourths += off * off * off * off;
        }
        double spreadOfSquares = Math.sqrt(fourths / DRAWS - Math.pow(squares / DRAWS, 2));
        assertThat(sum / DRAWS).as("mean").isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS).as("variance").isCloseTo(variance, within(5 * spreadOfSquares / Math.sqrt(DRAWS)));
    }

    @Test
    void uniforms_normals_and_exponentials() {
        hasMoments(DrawStream::uniform, 0.5, 1.0 / 12);
        hasMoments(DrawStream::normal, 0, 1);
        hasMoments(DrawStream::exponential, 1, 1);
        hasMoments(random -> random.below(10), 4.5, 8.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.5, 100})
    void gamma(double shape) {
        hasMoments(random -> random.gamma(shape), shape, shape);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 9.9, 10, 31, 1234.5})
    void poisson(double mean) {
        hasMoments(random -> random.poisson(mean), mean, mean);
    }
}
