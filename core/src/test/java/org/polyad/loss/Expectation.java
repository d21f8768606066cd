package org.polyad.loss;

import java.util.function.DoubleUnaryOperator;

/** A distribution as points and their weights: E[f(x)] is a weighted sum. */
record Expectation(double[] points, double[] weights) {
    double of(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            if (weights[i] > 0) {
                sum += weights[i] * f.applyAsDouble(points[i]);
            }
        }
        return sum;
    }

    static Expectation bernoulli(double p) {
        return new Expectation(new double[] {0, 1}, new double[] {1 - p, p});
    }

    /** The number of failures, of odds m each, before the k-th success. */
    static Expectation negativeBinomial(double k, double m) {
        double[] points = new double[4000];
        double[] weights = new double[points.length];
        double weight = Math.pow(1 + m, -k);
        for (int x = 0; x < points.length; x++) {
            points[x] = x;
            weights[x] = weight;
            weight *= (k + x) / (x + 1) * m / (1 + m);
        }
        return new Expectation(points, weights);
    }

    static Expectation exponential(double mean) {
        return density(t -> Math.exp(-t / mean) / mean, 60 * mean);
    }

    static Expectation rayleigh(double mean) {
        double variance = 2 * mean * mean / Math.PI;
        return density(t -> t / variance * Math.exp(-t * t / (2 * variance)), 12 * mean);
    }

    /** Simpson's rule from 0 to a point with nothing beyond. */
    private static Expectation density(DoubleUnaryOperator density, double end) {
        int intervals = 20_000;
        double step = end / intervals;
        double[] points = new double[intervals + 1];
        double[] weights = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            points[i] = i * step;
            int simpson = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            weights[i] = simpson * step / 3 * density.applyAsDouble(points[i]);
        }
        return new Expectation(points, weights);
    }
}
