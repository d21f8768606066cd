package org.polyad.loss;

import java.util.Optional;
import org.polyad.loss.batch.Elementary;

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
    public Optional<Distribution> distribution() {
        return Optional.of(Distribution.of((m, noise, spread, random) -> random.poisson(mean(m))));
    }

    @Override
    public double saturated(double x) {
        return x == 0 ? 0 : x - x * Math.log(x);
    }

    /** Computes one exponential a cell, which is f'', and keeps it in the last array asked for until that array gets its own numbers. */
    @Override
    public void evaluate(int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
        double[] e = h != null ? h : g != null ? g : f;
        Elementary.exp(n, m, e);
        if (f != null) {
            for (int i = 0; i < n; i++) {
                f[i] = e[i] - x[i] * m[i];
            }
        }
        if (g != null) {
            for (int i = 0; i < n; i++) {
                g[i] = e[i] - x[i];
            }
        }
    }
}
