package org.polyad.solver;

/** a = a - rate g. */
final class Sgd implements StepRule {
    private static final long serialVersionUID = 1L;

    @Override
    public int moments() {
        return 0;
    }

    @Override
    public void step(TouchedRows rows, int place, double rate) {
        int at = place * rows.stride;
        for (int r = at; r < at + rows.rank; r++) {
            rows.a[r] -= rate * rows.gradient[r];
        }
    }
}
