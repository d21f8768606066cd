package org.polyad.loss;

/**
 * Counts that vary more than a Poisson's: failures with odds m before the k-th success.
 *
 * <pre>
 * Distribution  x ~ NegativeBinomial(k, p), p = m / (1 + m)
 * Link          odds: m = p / (1 - p), E[x] = k m
 * Loss          f(x, m) = (k + x) log(1 + m) - x log(m + eps)
 * Domain        x = 0, 1, 2, ..., m &gt;= 0
 * Curvature     E[f''] = k / ((m + eps) (1 + m)), the Fisher information
 * Source        Hong, Kolda and Duersch (2020)
 * </pre>
 *
 * <p>f'' is negative for large m, and for every m where x = 0. The Fisher information is also the secant of f' between m
 * and x / k, so that the Newton step for one entry ends at its best m from either side. The convex part x / m^2 does
 * not: it creeps up from a small m and overshoots from a large one.
 *
 * <p>f and f' are written so that nothing cancels where m is large: log(1 + m) - log(m + eps) = log(1 + (1 - eps) / (m +
 * eps)).
 */
final class NegativeBinomial extends BuiltIn {
    private final double k;
    private final double eps;

    NegativeBinomial(String name, double k, double eps) {
        super(name);
        this.k = k;
        this.eps = eps;
    }

    @Override
    public double value(double x, double m) {
        double zero = k * Math.log1p(m);
        return x == 0 ? zero : zero + x * Math.log1p((1 - eps) / (m + eps));
    }

    @Override
    public double derivative(double x, double m) {
        return (k - x * (1 - eps) / (m + eps)) / (1 + m);
    }

    @Override
    public double curvature(double x, double m) {
        return k / (m + eps) / (1 + m);
    }

    @Override
    public double mean(double m) {
        return k * m;
    }

    @Override
    public boolean linearMean() {
        return true;
    }

    @Override
    public Domain domain() {
        return Domain.COUNT;
    }

    @Override
    public double lowerBound() {
        return 0;
    }

    @Override
    public double saturated(double x) {
        return value(x, Math.max(0, (x - eps * (k + x)) / k));
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
