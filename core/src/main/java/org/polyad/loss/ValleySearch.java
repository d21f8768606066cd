package org.polyad.loss;

/** Searches the infimum over m of a loss from its values alone: a scan, then golden sections. */
final class ValleySearch {
    private static final int DECADES = 12;
    private static final int STEPS_PER_DECADE = 4;
    private static final int LAST = 2 * DECADES * STEPS_PER_DECADE;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int SECTIONS = 60;

    private ValleySearch() {}

    static double infimum(Loss loss, double x) {
        boolean nonnegative = loss.lowerBound() >= 0;
        int first = nonnegative ? 0 : -LAST - 1;
        double least = at(loss, x, Math.max(x, loss.lowerBound()));
        int best = first;
        double bestValue = Double.POSITIVE_INFINITY;
        for (int k = first; k <= LAST + 1; k++) {
            double value = at(loss, x, point(k));
            if (value < bestValue) {
                bestValue = value;
                best = k;
            }
        }
        double low = point(Math.max(best - 1, first));
        double high = point(Math.min(best + 1, LAST + 1));
        return Math.min(least, Math.min(bestValue, golden(loss, x, low, high)));
    }

    /** Grid point k: 0 for k = 0, then 1e-12 to 1e12 by equal ratios, mirrored for negative k. */
    private static double point(int k) {
        if (k == 0) {
            return 0;
        }
        double exponent = (double) (Math.abs(k) - 1) / STEPS_PER_DECADE - DECADES;
        return Math.signum(k) * Math.pow(10, exponent);
    }

    private static double golden(Loss loss, double x, double from, double to) {
        double low = from;
        double high = to;
        double a = high - GOLDEN * (high - low);
        double b = low + GOLDEN * (high - low);
        double fa = at(loss, x, a);
        double fb = at(loss, x, b);
        for (int i = 0; i < SECTIONS; i++) {
            if (fa <= fb) {
                high = b;
                b = a;
                fb = fa;
                a = high - GOLDEN * (high - low);
                fa = at(loss, x, a);
            } else {
                low = a;
                a = b;
                fa = fb;
                b = low + GOLDEN * (high - low);
                fb = at(loss, x, b);
            }
        }
        return Math.min(fa, fb);
    }

    /** A value that overflowed to NaN is no minimum. */
    private static double at(Loss loss, double x, double m) {
        double value = loss.value(x, m);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }
}
