package org.polyad.loss;

import org.polyad.random.DrawStream;

/**
 * The distribution of x given m whose negative log-likelihood is a loss, so that data can be drawn for it.
 *
 * @param size a usual m of data: the mean over cells where m &gt;= 0, else the root mean square
 * @param draw draws x
 */
public record Distribution(double size, Draw draw) {
    /** Draws x at a cell. */
    @FunctionalInterface
    public interface Draw {
        /**
         * Draws one x.
         *
         * @param m the model's value at the cell
         * @param noise the standard deviation relative to the size of the model, 0 or more, where the distribution leaves it open
         * @param spread the same as an absolute number
         * @param random where the random numbers come from
         */
        double x(double m, double noise, double spread, DrawStream random);
    }

    /** With a usual m of 1. */
    static Distribution of(Draw draw) {
        return new Distribution(1, draw);
    }

    /** Positive numbers with mean m and standard deviation noise m; m itself without noise. */
    static Distribution gamma() {
        return of((m, noise, spread, random) -> {
            double shape = 1 / (noise * noise);
            return positive(noise == 0 ? m : m * random.gamma(shape) / shape);
        });
    }

    /** Rounding must not leave the domain x &gt; 0. */
    static double positive(double x) {
        return Math.max(x, Double.MIN_NORMAL);
    }
}
