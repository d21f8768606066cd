package org.polyad.loss;

/**
 * Links, yes or no, with an unbounded model.
 *
 * <pre>
 * Distribution  x ~ Bernoulli(p), p = 1 / (1 + e^-m)
 * Link          logit: m = log(p / (1 - p)), E[x] = p
 * Loss          f(x, m) = log(1 + e^m) - x m
 * Domain        x = 0 or 1, m real
 * Curvature     f'' = p (1 - p)
 * Source        Hong, Kolda and Duersch (2020)
 * </pre>
 *
 * <p>Everything is written with e = e^-|m|, which cannot overflow: log(1 + e^m) = max(m, 0) + log(1 + e), and max(m, 0)
 * - x m without cancelling for x = 1.
 */
final class BernoulliLogit extends BuiltIn {
    BernoulliLogit(String name) {
        super(name);
    }

    @Override
    public double value(double x, double m) {
        return value(x, m, Math.exp(-Math.abs(m)));
    }

    @Override
    public double derivative(double x, double m) {
        return derivative(x, m, Math.exp(-Math.abs(m)));
    }

    @Override
    public double curvature(double x, double m) {
        return curvature(Math.exp(-Math.abs(m)));
    }

    private static double value(double x, double m, double e) {
        return (m > 0 ? (1 - x) * m : -x * m) + Math.log1p(e);
    }

    /** p - x as (1 - x) p - x (1 - p), which keeps its digits where p is near x. */
    private static double derivative(double x, double m, double e) {
        return (m > 0 ? (1 - x) - x * e : (1 - x) * e - x) / (1 + e);
    }

    private static double curvature(double e) {
        return e / ((1 + e) * (1 + e));
    }

    @Override
    public double mean(double m) {
        double e = Math.exp(-Math.abs(m));
        return m > 0 ? 1 / (1 + e) : e / (1 + e);
    }

    @Override
    public Domain domain() {
        return Domain.BINARY;
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
            double e = Math.exp(-Math.abs(mi));
            f[i] = value(xi, mi, e);
            g[i] = derivative(xi, mi, e);
            h[i] = curvature(e);
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double mi = m[i];
            double e = Math.exp(-Math.abs(mi));
            f[i] = value(xi, mi, e);
            g[i] = derivative(xi, mi, e);
        }
    }
}
