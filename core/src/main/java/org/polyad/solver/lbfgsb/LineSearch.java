package org.polyad.solver.lbfgsb;

/**
 * Finds a step along a descent direction that satisfies the strong Wolfe conditions, in as few evaluations as it can.
 *
 * <p>With phi(t) the value at step t, these are phi(t) &lt;= phi(0) + c1 t phi'(0) and |phi'(t)| &lt;= c2 |phi'(0)|; at
 * the longest step allowed the first suffices. A step whose value or slope is not finite counts as too long. When the
 * evaluations run out, the best step that satisfies the first condition is taken. The value never rises.
 *
 * <p>Source: Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6, and equation 3.59 for the cubic.
 */
final class LineSearch {

    /** The function along the direction. */
    interface Ray {
        /** The value and the slope at a step, in this order. */
        double[] at(double step);
    }

    private record Point(double step, double value, double slope) {
        boolean finite() {
            return Double.isFinite(value) && Double.isFinite(slope);
        }
    }

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    /** Most searches end with the first; twelve reach from 1e-11 to 4e6 times the first step. */
    private static final int EVALUATIONS = 12;

    private static final double GROWTH = 4;

    /** A new step stays this fraction of the bracket away from its ends. */
    private static final double MARGIN = 0.1;

    private final Ray ray;
    private final Point origin;
    private final double longest;

    /** The best point that satisfies the first condition. */
    private Point low;

    /** The other end of the bracket, null until there is one. */
    private Point high;

    private LineSearch(Ray ray, Point origin, double longest) {
        this.ray = ray;
        this.origin = origin;
        this.longest = longest;
        this.low = origin;
    }

    /**
     * Searches from step zero.
     *
     * @param ray the function along the direction
     * @param value the value at step zero, finite
     * @param slope the slope at step zero, negative
     * @param first the step to try first
     * @param longest the longest step allowed, at least {@code first}
     * @return the step found, or NaN if no step lowers the value
     */
    static double search(Ray ray, double value, double slope, double first, double longest) {
        return new LineSearch(ray, new Point(0, value, slope), longest).run(first);
    }

    private double run(double first) {
        double step = first;
        for (int i = 0; i < EVALUATIONS && visible(step); i++) {
            double[] valueAndSlope = ray.at(step);
            Point point = new Point(step, valueAndSlope[0], valueAndSlope[1]);
            if (accept(point)) {
                return step;
            }
            step = next(point);
        }
        return low == origin ? Double.NaN : low.step;
    }

    /** Whether the slope promises a change of the value that its rounding does not hide. */
    private boolean visible(double step) {
        return -origin.slope * step > Math.ulp(origin.value) / 4 && step != low.step;
    }

    /** Updates the bracket with the point. @return whether the point ends the search */
    private boolean accept(Point point) {
        // Where rounding hides the first condition's margin, the value must still fall.
        double bound = origin.value + DECREASE * point.step * origin.slope;
        if (!point.finite() || point.value > bound || point.value >= low.value) {
            high = point;
            return false;
        }
        boolean flat = Math.abs(point.slope) <= -CURVATURE * origin.slope;
        if (flat || point.step == longest && point.slope < 0) {
            return true;
        }
        // The minimum lies on the side to which the slope falls.
        boolean turned = high == null ? point.slope > 0 : point.slope * (high.step - point.step) > 0;
        if (turned) {
            high = low;
        }
        low = point;
        return false;
    }

    private double next(Point latest) {
        if (high == null) {
            double further = cubic(origin, latest);
            // Also when the cubic has no minimum.
            double growth = further > latest.step ? further / latest.step : GROWTH;
            return Math.min(longest, latest.step * Math.max(2, Math.min(GROWTH, growth)));
        }
        double width = high.step - low.step;
        double fraction = high.finite() ? (cubic(low, high) - low.step) / width : MARGIN;
        // Also true of NaN.
        if (!(fraction >= 0 && fraction <= 1)) {
            fraction = 0.5;
        }
        return low.step + width * Math.max(MARGIN, Math.min(1 - MARGIN, fraction));
    }

    /** The minimiser of the cubic with the values and slopes of two points, NaN if it has none. */
    private static double cubic(Point a, Point b) {
        double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
        double d2 = Math.copySign(Math.sqrt(d1 * d1 - a.slope * b.slope), b.step - a.step);
        return b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    }
}
