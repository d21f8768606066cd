package org.polyad.loss;

/**
 * Positive numbers whose spread grows with their size, and Itakura-Saito divergence: the same f for any x &gt;= 0.
 *
 * <pre>
 * Distribution  x ~ Gamma(shape, m / shape), any known shape
 * Link          identity: E[x] = m
 * Loss          f(x, m) = x / (m + eps) + log(m + eps)
 * Domain        x &gt; 0 (Itakura-Saito: x &gt;= 0), m &gt;= 0
 * Curvature     E[f''] = 1 / (m + eps)^2, the Fisher information
 * Source        Hong, Kolda and Duersch (2020); Fevotte, Bertin and Durrieu (2009)
 * </pre>
 *
 * <p>f'' is negative for m &gt; 2 x. The Fisher information is also the secant of f' between m and x, so that the Newton
 * step for one entry ends at its best m from either side. The convex part 2 x / m^3 does not: it creeps up from a small
 * m and overshoots from a large one.
 */
final class Gamma extends BuiltIn {
    private final Domain domain;
    private final double eps;

    Gamma(String name, Domain domain, double eps) {
        super(name);
        this.domain = domain;
        this.eps = eps;
    }

    @Override
    public double value(double x, double m) {
        double u = m + eps;
        return x / u + Math.log(u);
    }

    @Override
    public double derivative(double x, double m) {
        double u = m + eps;
        return (1 - x / u) / u;
    }

    @Override
    public double curvature(double x, double m) {
        double u = m + eps;
        return 1 / u / u;
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

    /** Never: f(0, m) falls without bound (but for eps) as m goes to 0. */
    @Override
    public boolean unlistedZeros() {
        return false;
    }

    @Override
    public double saturated(double x) {
        return value(x, Math.max(0, x - eps));
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
