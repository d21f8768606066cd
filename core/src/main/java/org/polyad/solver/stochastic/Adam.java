package org.polyad.solver.stochastic;

/**
 * m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, a = a - rate sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps), b1 = 0.9 and
 * b2 = 0.999, the faster of Kingma and Ba's two forms. t counts the row's own steps, since a row without a sampled cell does not move.
 * AMSGrad divides by the root of the largest v so far.
 *
 * <p>Sources: Kingma and Ba, Adam, ICLR 2015; Reddi, Kale, Kumar, On the Convergence of Adam and Beyond, ICLR 2018.
 */
final class Adam implements StepRule {
    private static final long serialVersionUID = 1L;
    private static final double B1 = 0.9;
    private static final double B2 = 0.999;
    private static final double EPS = 1e-8;

    /** Powers of b1 and b2; computing one costs as much as the rest of a row's step. */
    private static final double[] POWERS1 = powers(B1);

    private static final double[] POWERS2 = powers(B2);

    private final boolean amsgrad;

    Adam(boolean amsgrad) {
        this.amsgrad = amsgrad;
    }

    private static double[] powers(double base) {
        double[] powers = new double[1 << 16];
        for (int t = 0; t < powers.length; t++) {
            powers[t] = StrictMath.pow(base, t);
        }
        return powers;
    }

    /** b^age; 0 beyond the table, where the power is below 1e-28. */
    private static double power(double[] powers, double age) {
        return age < powers.length ? powers[(int) age] : 0;
    }

    @Override
    public int moments() {
        return amsgrad ? 3 : 2;
    }

    @Override
    public void step(TouchedRows rows, int count, double rate) {
        double[] g = rows.gradient;
        double[] v = rows.moments[0];
        double[] m = rows.moments[1];
        double[] most = amsgrad ? rows.moments[2] : v;
        int length = count * rows.stride;
        // loops over all rows, so that the compiler vectorises the roots and quotients
        for (int k = 0; k < length; k++) {
            m[k] = B1 * m[k] + (1 - B1) * g[k];
            v[k] = B2 * v[k] + (1 - B2) * g[k] * g[k];
        }
        for (int k = 0; amsgrad && k < length; k++) {
            most[k] = Math.max(most[k], v[k]);
        }
        for (int k = 0; k < length; k++) {
            g[k] = m[k] / (Math.sqrt(most[k]) + EPS);
        }
        for (int place = 0; place < count; place++) {
            move(rows, place, rate);
        }
    }

    private static void move(TouchedRows rows, int place, double rate) {
        double age = rows.age[place];
        double step = rate * Math.sqrt(1 - power(POWERS2, age)) / (1 - power(POWERS1, age));
        int at = place * rows.stride;
        for (int r = at; r < at + rows.rank; r++) {
            rows.a[r] -= step * rows.gradient[r];
        }
    }
}
