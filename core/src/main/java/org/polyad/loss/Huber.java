package org.polyad.loss;

/**
 * Least squares that outliers do not rule: quadratic near x, linear beyond delta.
 *
 * <pre>
 * Distribution  none (a robust fit to a centre)
 * Link          identity: E[x] = m
 * Loss          f(x, m) = (x - m)^2 if |x - m| &lt;= delta, else 2 delta |x - m| - delta^2
 * Domain        x real, m real
 * Curvature     2 min(1, delta / |x - m|), that of the least parabola above f which touches it at m
 * Source        Huber (1964); Hong, Kolda and Duersch (2020)
 * </pre>
 *
 * <p>f'' is 0 beyond delta: a row of outliers alone would have a singular system. With the majorising weight a full step
 * never raises the loss (iteratively reweighted least squares).
 */
final class Huber extends BuiltIn {
    private final double delta;

    Huber(String name, double delta) {
        super(name);
        this.delta = delta;
    }

    @Override
    public double value(double x, double m) {
        double r = Math.abs(x - m);
        return r <= delta ? r * r : delta * (2 * r - delta);
    }

    @Override
    public double derivative(double x, double m) {
        return 2 * Math.max(-delta, Math.min(delta, m - x));
    }

    @Override
    public double curvature(double x, double m) {
        double r = Math.abs(x - m);
        return r <= delta ? 2 : 2 * delta / r;
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

    /** Least squares: far from the data all residuals pull alike, and components that start in one place stay there. */
    @Override
    public Loss forStart() {
        return Losses.gaussian();
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
