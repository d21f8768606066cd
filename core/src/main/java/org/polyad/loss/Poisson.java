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
        return 1 - x / (m + eps);
    }

    @Override
    public double curvature(double x, double m) {
        double u = m + eps;
        return x / u / u;
    }

    @Override
    public double mean(double m) {
        return m;
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
        for (int i = 0; i < n; i++) {
            double u = m[i] + eps;
            double ratio = x[i] / u;
            g[i] = 1 - ratio;
            h[i] = ratio / u;
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        values(n, x, m, f);
        for (int i = 0; i < n; i++) {
            g[i] = 1 - x[i] / (m[i] + eps);
        }
    }
}
