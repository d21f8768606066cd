package org.polyad.loss;

/**
 * Counts with an unbounded model.
 *
 * <pre>
 * Distribution  x ~ Poisson(e^m)
 * Link          log: m = log E[x]
 * Loss          f(x, m) = e^m - x m
 * Domain        x = 0, 1, 2, ..., m real
 * Curvature     f'' = e^m
 * Source        Hong, Kolda and Duersch (2020)
 * </pre>
 */
final class PoissonLog extends BuiltIn {
    PoissonLog(String name) {
        super(name);
    }

    @Override
    public double value(double x, double m) {
        return Elementary.exp(m) - x * m;
    }

    @Override
    public double derivative(double x, double m) {
        return Elementary.exp(m) - x;
    }

    @Override
    public double curvature(double x, double m) {
        return Elementary.exp(m);
    }

    @Override
    public double mean(double m) {
        return Elementary.exp(m);
    }

    @Override
    public void means(int n, double[] m, double[] means) {
        Elementary.exp(n, m, means);
    }

    @Override
    public Domain domain() {
        return Domain.COUNT;
    }

    @Override
    public double saturated(double x) {
        return x == 0 ? 0 : x - x * Math.log(x);
    }

    @Override
    public void values(int n, double[] x, double[] m, double[] f) {
        Elementary.exp(n, m, f);
        for (int i = 0; i < n; i++) {
            f[i] -= x[i] * m[i];
        }
    }

    @Override
    public void evaluate(int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
        Elementary.exp(n, m, h);
        for (int i = 0; i < n; i++) {
            f[i] = h[i] - x[i] * m[i];
            g[i] = h[i] - x[i];
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        Elementary.exp(n, m, g);
        for (int i = 0; i < n; i++) {
            f[i] = g[i] - x[i] * m[i];
            g[i] -= x[i];
        }
    }

    @Override
    public void derivatives(int n, double[] x, double[] m, double[] g) {
        Elementary.exp(n, m, g);
        for (int i = 0; i < n; i++) {
            g[i] -= x[i];
        }
    }
}
