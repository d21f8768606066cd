package org.polyad.loss;

/**
 * Positive magnitudes.
 *
 * <pre>
 * Distribution  x ~ Rayleigh(sigma), sigma = m sqrt(2 / pi)
 * Link          E[x] = m
 * Loss          f(x, m) = 2 log(m + eps) + (pi / 4) (x / (m + eps))^2
 * Domain        x &gt; 0, m &gt;= 0
 * Curvature     (2 + sqrt(pi) x / (m + eps)) / (m + eps)^2
 * Source        Hong, Kolda and Duersch (2020)
 * </pre>
 *
 * <p>f'' is negative for large m. The curvature is the secant of f' between m and the entry's best m, c = sqrt(pi) x / 2:
 * f' = 2 (u - c) (u + c) / u^3 with u = m + eps, divided by u - c. A Newton step for one entry ends at its best m from
 * either side. At m = c it is 4 / m^2, which is f'' there and the Fisher information. The Fisher information itself
 * overshoots by x / m from a small m; the convex part of f'' creeps up from there and overshoots from a large m.
 */
final class Rayleigh extends BuiltIn {
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private final double eps;

    Rayleigh(String name, double eps) {
        super(name);
        this.eps = eps;
    }

    @Override
    public double value(double x, double m) {
        double u = m + eps;
        double r = x / u;
        return 2 * Math.log(u) + Math.PI / 4 * r * r;
    }

    @Override
    public double derivative(double x, double m) {
        double u = m + eps;
        double r = x / u;
        return (2 - Math.PI / 2 * r * r) / u;
    }

    @Override
    public double curvature(double x, double m) {
        double u = m + eps;
        return (2 + SQRT_PI * x / u) / u / u;
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
        return Domain.POSITIVE;
    }

    @Override
    public double lowerBound() {
        return 0;
    }

    @Override
    public double saturated(double x) {
        return value(x, Math.max(0, SQRT_PI / 2 * x - eps));
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
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double mi = m[i];
            f[i] = value(xi, mi);
            g[i] = derivative(xi, mi);
        }
    }
}
