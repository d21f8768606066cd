package org.polyad.solver.stochastic;

/** a = a - rate g. */
final class Sgd implements StepRule {
    private static final long serialVersionUID = 1L;

    @Override
    public int moments() {
        return 0;
    }

    @Override
    public void step(TouchedRows rows, int count, double rate) {
        double[] a = rows.a;
        double[] g = rows.gradient;
        for (int k = 0; k < count * rows.stride; k++) {
            a[k] -= rate * g[k];
        }
    }
}
