package org.polyad.solver;

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
    public void step(TouchedRows rows, int place, double rate) {
        float[] v = rows.moments[0];
        int at = place * rows.stride;
        for (int r = at; r < at + rows.rank; r++) {
            double g = rows.gradient[r];
            v[r] = (float) Math.min(v[r] + g * g, Float.MAX_VALUE);
            rows.a[r] -= rate * g / (Math.sqrt(v[r]) + EPS);
        }
    }
}
