package org.polyad.loss;

import java.util.Optional;

/**
 * Beta divergence, for any b but 0 and 1, which are {@link Gamma} and {@link Poisson} with a wider domain.
 *
 * <pre>
 * Distribution  Tweedie with variance m^(2 - b): b = 2 normal, 1 Poisson, 0 gamma, -1 inverse normal
 * Link          identity: E[x] = m
 * Loss          f(x, m) = (m + eps)^b / b - x (m + eps)^(b - 1) / (b - 1)
 * Domain        x &gt;= 0, m &gt;= 0
 * Curvature     f'' for 1 &lt; b &lt;= 2, else E[f''] = (m + eps)^(b - 2), the Fisher information
 * Source        Hong, Kolda and Duersch (2020); Fevotte and Idier (2011)
 * </pre>
 *
 * <p>Outside [1, 2] f'' may be negative. The Fisher information is also the secant of f' = u^(b - 2) (u - x) with u = m +
 * eps between m and the best m, so that the Newton step for one entry ends there from either side; the convex part of f
 * creeps or overshoots.
 */
final class Beta extends BuiltIn {
    private final double b;
    private final double eps;
    private final boolean convex;

    Beta(String name, double b, double eps) {
        super(name);
        this.b = b;
        this.eps = eps;
        this.convex = b > 1 && b <= 2;
    }

    @Override
    public double value(double x, double m) {
        double u = m + eps;
        return value(x, u, power(u));
    }

    @Override
    public double derivative(double x, double m) {
        double u = m + eps;
        return derivative(x, u, power(u));
    }

    @Override
    public double curvature(double x, double m) {
        double u = m + eps;
        return curvature(x, u, power(u));
    }

    /** u^(b - 2), a factor of f, f' and f'': a batch takes the power once. */
    private double power(double u) {
        return b == 2 ? 1 : Math.pow(u, b - 2);
    }

    private double value(double x, double u, double power) {
        return power * u * (u / b - x / (b - 1));
    }

    private double derivative(double x, double u, double power) {
        return power * (u - x);
    }

    private double curvature(double x, double u, double power) {
        return convex ? power * (b - 1 + (2 - b) * x / u) : power;
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
        return Domain.NONNEGATIVE;
    }

    @Override
    public double lowerBound() {
        return 0;
    }

    @Override
    public Optional<ZeroPart> zeroPart() {
        return b == 2 ? Optional.of(new ZeroPart(eps * eps / 2, eps, 0.5)) : Optional.empty();
    }

    /** Not for b &lt; 0, where f(0, m) falls without bound (but for eps) as m goes to 0. */
    @Override
    public boolean unlistedZeros() {
        return b > 0;
    }

    @Override
    public boolean quadratic() {
        return b == 2;
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
            double u = m[i] + eps;
            double power = power(u);
            f[i] = value(xi, u, power);
            g[i] = derivative(xi, u, power);
            h[i] = curvature(xi, u, power);
        }
    }

    @Override
    public void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        for (int i = 0; i < n; i++) {
            double xi = x[i];
            double u = m[i] + eps;
            double power = power(u);
            f[i] = value(xi, u, power);
            g[i] = derivative(xi, u, power);
        }
    }
}
