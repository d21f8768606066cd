package org.polyad.loss;

/**
 * Links, yes or no, with a nonnegative model.
 *
 * <pre>
 * Distribution  x ~ Bernoulli(p), p = m / (1 + m)
 * Link          odds: m = p / (1 - p), E[x] = m / (1 + m)
 * Loss          f(x, m) = log(m + 1) - x log(m + eps)
 * Domain        x = 0 or 1, m &gt;= 0
 * Curvature     1 / ((m + eps) (1 + m)) for x = 0, 1 / ((m + eps) (1 + m)^2) for x = 1
 * Source        Hong, Kolda and Duersch (2020)
 * </pre>
 *
 * <p>f'' is negative for every m where x = 0. A one has the Fisher information, with which a small m jumps to the right
 * size in one step. A zero has the secant of f' between m and 0, its best m, with which a Newton step for one entry ends
 * there: the Fisher information is smaller by 1 + m, and would overshoot where m is too large. In the mean over x the
 * curvature lies between the Fisher information and twice that. The convex part x / m^2 creeps up from a small m and
 * overshoots from a large one.
 *
 * <p>f and f' are written so that nothing cancels where m is large: log(1 + m) - log(m + eps) = log(1 + (1 - eps) / (m +
 * eps)).
 */
final class BernoulliOdds extends BuiltIn {
    private final double eps;

    BernoulliOdds(String name, double eps) {
        super(name);
        this.eps = eps;
    }

    @Override
    public double value(double x, double m) {
        return x == 0 ? Math.log1p(m) : Math.log1p((1 - eps) / (m + eps));
    }

    @Override
    public double derivative(double x, double m) {
        double zero = 1 / (1 + m);
        return x == 0 ? zero : -zero * (1 - eps) / (m + eps);
    }

    @Override
    public double curvature(double x, double m) {
        double zero = 1 / (m + eps) / (1 + m);
        return x == 0 ? zero : zero / (1 + m);
    }

    @Override
    public double mean(double m) {
        return m / (1 + m);
    }

    @Override
    public void means(int n, double[] m, double[] means) {
        for (int i = 0; i < n; i++) {
            means[i] = mean(m[i]);
        }
    }

    @Override
    public Domain domain() {
        return Domain.BINARY;
    }

    @Override
    public double lowerBound() {
        return 0;
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
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double mi = m[i];
            f[i] = value(xi, mi);
            g[i] = derivative(xi, mi);
        }
    }
}
