package org.polyad.loss;

import java.util.Optional;

/**
 * Least squares.
 *
 * <pre>
 * Distribution  x ~ Normal(m, sigma)
 * Link          identity: E[x] = m
 * Loss          f(x, m) = (x - m)^2
 * Domain        x real, m real
 * Curvature     f'' = 2
 * Source        Hong, Kolda and Duersch (2020)
 * </pre>
 */
final class Gaussian extends BuiltIn {
    private static final ZeroPart ZERO_PART = new ZeroPart(0, 0, 1);

    Gaussian(String name) {
        super(name);
    }

    @Override
    public double value(double x, double m) {
        double r = x - m;
        return r * r;
    }

    @Override
    public double derivative(double x, double m) {
        return 2 * (m - x);
    }

    @Override
    public double curvature(double x, double m) {
        return 2;
    }

    @Override
    public double mean(double m) {
        return m;
    }

    @Override
    public boolean linearMean() {
        return true;
    }

    @Override
    public Domain domain() {
        return Domain.REAL;
    }

    @Override
    public Optional<ZeroPart> zeroPart() {
        return Optional.of(ZERO_PART);
    }

    @Override
    public boolean quadratic() {
        return true;
    }

    @Override
    public boolean isSquaredError() {
        return true;
    }

    @Override
    public Optional<Distribution> distribution() {
        return Optional.of(Distribution.of((m, noise, spread, random) -> m + spread * random.normal()));
    }

    @Override
    public double saturated(double x) {
        return 0;
    }
}
