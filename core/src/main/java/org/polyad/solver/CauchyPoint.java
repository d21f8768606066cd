package org.polyad.solver;

/**
 * The first local minimiser of the quadratic model g'(z - x) + (z - x)'B(z - x) / 2 along the projected gradient's path
 * P(x - t g), t &gt;= 0: which unknowns it leaves at their bounds is the guess which are there at the solution. O(n (k + log n)).
 *
 * <p>Source: Byrd, Lu, Nocedal and Zhu 1995, algorithm CP.
 */
final class CauchyPoint {
    private final CompactHessian hessian;
    private final double[] x;
    private final double[] gradient;
    private final double[] lower;
    private final double[] direction;
    private final Breakpoints breakpoints;

    /** The point. */
    final double[] point;

    /** W' (point - x). */
    final double[] product;

    /** @param lower at most x (not modified, as x and gradient) */
    CauchyPoint(CompactHessian hessian, double[] x, double[] gradient, double[] lower) {
        this.hessian = hessian;
        this.x = x;
        this.gradient = gradient;
        this.lower = lower;
        this.direction = new double[x.length];
        this.point = x.clone();
        this.product = new double[hessian.width()];
        this.breakpoints = new Breakpoints(x.length);
        split();
        follow();
    }

    /** The direction of the first piece, and where each unknown meets its bound. */
    private void split() {
        for (int i = 0; i < x.length; i++) {
            double room = x[i] - lower[i];
            if (gradient[i] < 0 || room > 0) {
                direction[i] = -gradient[i];
            }
            if (gradient[i] > 0 && room > 0 && room < Double.POSITIVE_INFINITY) {
                breakpoints.add(i, room / gradient[i]);
            }
        }
    }

    private void follow() {
        double[] w = new double[hessian.width()];
        double[] p = hessian.transposed(direction);
        double theta = hessian.theta();
        double slope = -CorrectionPairs.dot(direction, direction);
        double curvature = -theta * slope - dot(p, hessian.middle(p));
        double least = Math.ulp(1.0) * -theta * slope;
        double time = 0;
        double step = -slope / Math.max(curvature, least);
        while (slope < 0 && breakpoints.size() > 0 && time + step >= breakpoints.firstTime()) {
            double passed = breakpoints.firstTime() - time;
            time = breakpoints.firstTime();
            int b = breakpoints.poll();
            double g = gradient[b];
            point[b] = lower[b];
            direction[b] = 0;
            addTo(product, passed, p);
            hessian.row(b, w);
            double[] mw = hessian.middle(w);
            slope += passed * curvature + g * g + theta * g * (lower[b] - x[b]) - g * dot(mw, product);
            curvature -= theta * g * g + 2 * g * dot(mw, p) + g * g * dot(mw, w);
            addTo(p, g, w);
            step = -slope / Math.max(curvature, least);
        }
        step = Math.max(step, 0);
        addTo(product, step, p);
        for (int i = 0; i < x.length; i++) {
            if (direction[i] != 0) {
                point[i] = Math.max(lower[i], x[i] + (time + step) * direction[i]);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        return CorrectionPairs.dot(a, b);
    }

    private static void addTo(double[] v, double factor, double[] u) {
        for (int i = 0; i < v.length; i++) {
            v[i] += factor * u[i];
        }
    }
}
