package org.polyad.solver.stochastic;

/**
 * v = v + g^2, a = a - rate g / (sqrt(v) + eps).
 *
 * <p>Source: Duchi, Hazan, Singer, Adaptive Subgradient Methods, JMLR 12, 2011.
 */
final class AdaGrad implements StepRule {
    private static final long serialVersionUID = 1L;
    private static final double EPS = 1e-10;

    @Override
    public int moments() {
        return 1;
    }

    @Override
    public void step(TouchedRows rows, int count, double rate) {
        double[] a = rows.a;
        double[] g = rows.gradient;
        double[] v = rows.moments[0];
        for (int k = 0; k < count * rows.stride; k++) {
            v[k] += g[k] * g[k];
            a[k] -= rate * g[k] / (Math.sqrt(v[k]) + EPS);
        }
    }
}
