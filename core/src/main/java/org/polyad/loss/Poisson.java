package org.polyad.loss;

import java.util.Optional;

/**
 * Counts with a nonnegative model, and Kullback-Leibler divergence: the same f for any x &gt;= 0.
 *
 * <pre>
 * Distribution  x ~ Poisson(m)
 * Link          identity: E[x] = m
 * Loss          f(x, m) = m - x log(m + eps)
 * Domain        x = 0, 1, 2, ... (Kullback-Leibler: x &gt;= 0), m &gt;= 0
 * Curvature     f'' = x / (m + eps)^2
 * Source        Hong, Kolda and Duersch (2020); Chi and Kolda (2012)
 * </pre>
 *
 * <p>A zero has f(0, m) = m, whose curvature is 0: this is why f'' is taken and not the Fisher information 1 / m, which
 * would not vanish with the closed form of the zeros.
 */
final class Poisson extends BuiltIn {
    private static final ZeroPart ZERO_PART = new ZeroPart(0, 1, 0);

    private final Domain domain;
    private final double eps;

    Poisson(String name, Domain domain, double eps) {
        super(name);
        this.domain = domain;
        this.eps = eps;
    }

    @Override
    public double value(double x, double m) {
        // A zero needs no logarithm, and most entries of a sampled sparse tensor are zeros.
        return x == 0 ? m : m - x * Elementary.log(m + eps);
    }

    @Override
    public double derivative(double x, double m) {
        return 1 - x * (1 / (m + eps));
    }

    @Override
    public double curvature(double x, double m) {
        double inverse = 1 / (m + eps);
        return x * inverse * inverse;
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
        return domain;
    }

    @Override
    public double lowerBound() {
        return 0;
    }

    @Override
    public Optional<ZeroPart> zeroPart() {
        return Optional.of(ZERO_PART);
    }

    @Override
    public double saturated(double x) {
        return value(x, Math.max(0, x - eps));
    }

    @Override
    public void values(int n, double[] x, double[] m, double[] f) {
        for (int i = 0; i < n; i++) {
            f[i] = m[i] + eps;
        }
        Elementary.log(n, f, f);
        for (int i = 0; i < n; i++) {
            f[i] = x[i] == 0 ? m[i] : m[i] - x[i] * f[i];
        }
    }

    @Override
    public void evaluate(int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
        values(n, x, m, f);
        slopes(n, x, m, g, h);
    }

    @Override
    public void slopes(int n, double[] x, double[] m, double[] g, double[] h) {
        for (int i = 0; i < n; i++) {
            double inverse = 1 / (m[i] + eps);
            double ratio = x[i] * inverse;
            g[i] = 1 - ratio;
            h[i] = ratio * inverse;
        }
    }

    @Override
    public boolean boundsIncreases() {
        return true;
    }

    /**
     * With u = from + eps, v = to + eps: -log(v / u) is at most -2 (v - u) / (v + u) where v &gt;= u, and at most -(v^2 - u^2) / (2 u v)
     * elsewhere; of the two the larger is the right one.
     */
    @Override
    public void increases(int n, double[] x, double[] from, double[] to, double[] f) {
        for (int i = 0; i < n; i++) {
            double u = from[i] + eps;
            double v = to[i] + eps;
            double sum = u + v;
            double product = u * v;
            double share = (v - u) / (sum * product);
            f[i] = v - u - x[i] * Math.min(2 * product * share, 0.5 * sum * sum * share);
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        values(n, x, m, f);
        for (int i = 0; i < n; i++) {
            g[i] = 1 - x[i] * (1 / (m[i] + eps));
        }
    }
}
