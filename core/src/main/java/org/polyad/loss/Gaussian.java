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
    public double saturated(double x) {
        return 0;
    }

    @Override
    public void values(int n, double[] x, double[] m, double[] f) {
        for (int i = 0; i < n; i++) {
            f[i] = value(x[i], m[i]);
        }
    }

    @Override
    public void evaluate(int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double mi = m[i];
            f[i] = value(xi, mi);
            g[i] = derivative(xi, mi);
            h[i] = curvature(xi, mi);
        }
    }

    @Override
    public void slopes(int n, double[] x, double[] m, double[] g, double[] h) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double mi = m[i];
            g[i] = derivative(xi, mi);
            h[i] = curvature(xi, mi);
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double mi = m[i];
            f[i] = value(xi, mi);
            g[i] = derivative(xi, mi);
        }
    }
}
