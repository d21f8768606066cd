package org.polyad.solver;

/**
 * m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, a = a - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps), b1 = 0.9 and
 * b2 = 0.999; t counts the row's own steps, since a row that no cell of a sample lies in does not move. With AMSGrad the largest v
 * so far takes v's place in the quotient.
 *
 * <p>Sources: Kingma and Ba, Adam, ICLR 2015; Reddi, Kale, Kumar, On the Convergence of Adam and Beyond, ICLR 2018.
 */
final class Adam implements StepRule {
    private static final long serialVersionUID = 1L;
    private static final double B1 = 0.9;
    private static final double B2 = 0.999;
    private static final double EPS = 1e-8;

    /** Powers of b1 and b2: taking one anew costs as much as the rest of a row's step. */
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

    /** b^age for a whole age; 0 past the table, where it is below 1e-28. */
    private static double power(double[] powers, double age) {
        return age < powers.length ? powers[(int) age] : 0;
    }

    @Override
    public int moments() {
        return amsgrad ? 3 : 2;
    }

    @Override
    public void step(TouchedRows rows, int place, double rate) {
        float[] v = rows.moments[0];
        float[] m = rows.moments[1];
        float[] most = amsgrad ? rows.moments[2] : v;
        double age = rows.age[place];
        double unbiasedV = 1 / (1 - power(POWERS2, age));
        double step = rate / (1 - power(POWERS1, age));
        int at = place * rows.stride;
        for (int r = at; r < at + rows.rank; r++) {
            double g = rows.gradient[r];
            m[r] = (float) (B1 * m[r] + (1 - B1) * g);
            v[r] = (float) Math.min(B2 * v[r] + (1 - B2) * g * g, Float.MAX_VALUE);
            if (amsgrad) {
                most[r] = Math.max(most[r], v[r]);
            }
            rows.a[r] -= step * m[r] / (Math.sqrt(most[r] * unbiasedV) + EPS);
        }
    }
}
