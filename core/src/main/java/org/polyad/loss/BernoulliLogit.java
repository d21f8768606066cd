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
        return value(x, m, Elementary.exp(-Math.abs(m)));
    }

    @Override
    public double derivative(double x, double m) {
        return derivative(x, m, Elementary.exp(-Math.abs(m)));
    }

    @Override
    public double curvature(double x, double m) {
        return curvature(Elementary.exp(-Math.abs(m)));
    }

    private static double linear(double x, double m) {
        return m > 0 ? (1 - x) * m : -x * m;
    }

    private static double value(double x, double m, double e) {
        return linear(x, m) + Elementary.log1p(e);
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
        return mean(m, Elementary.exp(-Math.abs(m)));
    }

    private static double mean(double m, double e) {
        return (m > 0 ? 1 : e) / (1 + e);
    }

    @Override
    public void means(int n, double[] m, double[] means) {
        exponentials(n, m, means);
        for (int i = 0; i < n; i++) {
            means[i] = mean(m[i], means[i]);
        }
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
        exponentials(n, m, f);
        fromExponentials(n, x, m, f, f);
    }

    @Override
    public void evaluate(int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
        exponentials(n, m, h);
        fromExponentials(n, x, m, h, f);
        for (int i = 0; i < n; i++) {
            g[i] = derivative(x[i], m[i], h[i]);
            h[i] = curvature(h[i]);
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        exponentials(n, m, g);
        fromExponentials(n, x, m, g, f);
        for (int i = 0; i < n; i++) {
            g[i] = derivative(x[i], m[i], g[i]);
        }
    }

    @Override
    public void derivatives(int n, double[] x, double[] m, double[] g) {
        exponentials(n, m, g);
        for (int i = 0; i < n; i++) {
            g[i] = derivative(x[i], m[i], g[i]);
        }
    }

    /** e = e^-|m|. */
    private static void exponentials(int n, double[] m, double[] e) {
        for (int i = 0; i < n; i++) {
            e[i] = -Math.abs(m[i]);
        }
        Elementary.exp(n, e, e);
    }

    /** @param f the values (output); may be e */
    private static void fromExponentials(int n, double[] x, double[] m, double[] e, double[] f) {
        Elementary.log1p(n, e, f);
        for (int i = 0; i < n; i++) {
            f[i] = linear(x[i], m[i]) + f[i];
        }
    }
}
