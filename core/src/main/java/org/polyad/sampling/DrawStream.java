package org.polyad.sampling;

import org.polyad.InvalidInputException;

/**
 * The random numbers of one draw after another. A draw's numbers are a function of (seed, purpose, index) alone, so any range of
 * draws may be made by any thread, and StrictMath, so that every machine draws the same. Not shared between threads: each has its
 * own and restarts it for each draw.
 *
 * <p>Source: SplitMix64, as in {@link Streams}, started at a hash of the key; gamma by Marsaglia and Tsang (2000), Poisson by
 * Hoermann's transformed rejection (1993).
 */
public final class DrawStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final double MOST_COUNTED = 0x1p53;
    private static final int TABLED = 16;
    private static final double[] LOG_FACTORIAL = new double[TABLED];

    static {
        for (int k = 2; k < TABLED; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
        }
    }

    private final long seed;
    private long state;

    DrawStream(long seed) {
        this(seed, Purpose.GENERATE);
    }

    public DrawStream(long seed, Purpose purpose) {
        this.seed = Streams.state(seed, purpose);
    }

    /** Goes to the first number of a draw. */
    public DrawStream restart(long purpose, long index) {
        state = Streams.with(Streams.with(seed, purpose), index);
        return this;
    }

    private long bits() {
        state += GOLDEN;
        return Streams.mix(state);
    }

    /** In [0, 1). */
    public double uniform() {
        return Streams.uniform(bits());
    }

    /** In (0, 1]. */
    private double positive() {
        return 1 - Streams.uniform(bits());
    }

    /** In 0 .. bound - 1. */
    public int below(int bound) {
        return Streams.below(bits(), bound);
    }

    /** Mean 1. */
    double exponential() {
        return -StrictMath.log(positive());
    }

    /** Mean 0, variance 1 (Box and Muller). */
    double normal() {
        return Math.sqrt(2 * exponential()) * StrictMath.cos(2 * Math.PI * uniform());
    }

    /** Mean {@code shape}, scale 1; shape above 0. */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(positive(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = normal();
            double v = 1 + c * z;
            v = v * v * v;
            if (v > 0 && StrictMath.log(positive()) < 0.5 * z * z + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    /**
     * Counts with the given mean, 0 or more.
     *
     * @throws IllegalArgumentException for a mean above 2^53, past which counts are no whole numbers that a double tells apart
     */
    double poisson(double mean) {
        if (!(mean <= MOST_COUNTED)) {
            throw new InvalidInputException("a mean of counts must be 2^53 or less, found " + mean);
        }
        return mean < 10 ? smallPoisson(mean) : largePoisson(mean);
    }

    private double smallPoisson(double mean) {
        double least = StrictMath.exp(-mean);
        double product = positive();
        int count = 0;
        while (product > least) {
            product *= positive();
            count++;
        }
        return count;
    }

    private double largePoisson(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        while (true) {
            double u = uniform() - 0.5;
            double v = positive();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us <= 0 || k < 0 || us < 0.013 && v > us) {
                continue;
            }
            double accept = k * StrictMath.log(mean) - mean - logFactorial(k);
            if (StrictMath.log(v * inverseAlpha / (a / (us * us) + b)) <= accept) {
                return k;
            }
        }
    }

    private static double logFactorial(double k) {
        if (k < TABLED) {
            return LOG_FACTORIAL[(int) k];
        }
        double n = k + 1;
        return (n - 0.5) * StrictMath.log(n) - n + HALF_LOG_TWO_PI + 1 / (12 * n) - 1 / (360 * n * n * n);
    }
}
