package org.polyad.sampling;

/**
 * The random numbers of one draw after another. A draw's numbers are a function of (seed, purpose, index) alone, so any range of
 * draws may be made by any thread. Not shared between threads: each has its own stream and restarts it for each draw.
 *
 * <p>Source: SplitMix64 (Steele, Lea and Flood 2014) started at a mix of the key; gamma by Marsaglia and Tsang (2000), Poisson by
 * Hoermann's transformed rejection (1993).
 */
final class DrawStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int TABLED = 16;
    private static final double[] LOG_FACTORIAL = new double[TABLED];

    static {
        for (int k = 2; k < TABLED; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + Math.log(k);
        }
    }

    private final long seed;
    private long state;

    DrawStream(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    /** Goes to the first number of a draw. */
    DrawStream restart(long purpose, long index) {
        state = mix(mix(seed ^ purpose * 0xD1B54A32D192ED03L) + index * GOLDEN);
        return this;
    }

    /** A bijection that leaves no pattern of its input (Stafford's variant 13, as in SplitMix64). */
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    private long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** In [0, 1). */
    double uniform() {
        return (bits() >>> 11) * TO_UNIT;
    }

    /** In (0, 1]. */
    private double positive() {
        return ((bits() >>> 11) + 1) * TO_UNIT;
    }

    /** In 0 .. bound - 1. */
    int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    /** Mean 1. */
    double exponential() {
        return -Math.log(positive());
    }

    /** Mean 0, variance 1 (Box and Muller). */
    double normal() {
        return Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
    }

    /** Mean {@code shape}, scale 1; shape above 0. */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(positive(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = normal();
            double v = 1 + c * z;
            v = v * v * v;
            if (v > 0 && Math.log(positive()) < 0.5 * z * z + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** Counts with the given mean, 0 or more. */
    double poisson(double mean) {
        return mean < 10 ? smallPoisson(mean) : largePoisson(mean);
    }

    private double smallPoisson(double mean) {
        double least = Math.exp(-mean);
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
            double accept = k * Math.log(mean) - mean - logFactorial(k);
            if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= accept) {
                return k;
            }
        }
    }

    private static double logFactorial(double k) {
        if (k < TABLED) {
            return LOG_FACTORIAL[(int) k];
        }
        double n = k + 1;
        return (n - 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI + 1 / (12 * n) - 1 / (360 * n * n * n);
    }
}
