package org.polyad.solver;

import org.netlib.lapack.Dgesv;
import org.netlib.util.intW;

/**
 * The minimiser of the quadratic model over the unknowns that the Cauchy point leaves free, projected onto the bounds; where that is no
 * way down, the step from the Cauchy point is cut at the first bound in its place. With F the free unknowns, A the others and r the
 * model's gradient at the Cauchy point,
 *
 * <pre>d_F = -r_F / theta - W_F K^-1 W_F'r_F / theta^2,   K = M^-1 - W_F'W_F / theta</pre>
 *
 * <p>Cost: some 4 k^2 n. Sources: Byrd, Lu, Nocedal and Zhu 1995, section 5.1 (the direct primal method; K as in the code of Zhu et al.
 * 1997, algorithm 778, without cancellation); Morales and Nocedal, Remark on Algorithm 778, ACM Trans. Math. Softw. 38(1), 2011 (the
 * projection).
 */
final class SubspaceMinimum {
    private final CompactHessian hessian;
    private final double[] x;
    private final double[] gradient;
    private final double[] lower;

    SubspaceMinimum(CompactHessian hessian, double[] x, double[] gradient, double[] lower) {
        this.hessian = hessian;
        this.x = x;
        this.gradient = gradient;
        this.lower = lower;
    }

    /** Where a unit step leads, within the bounds; the Cauchy point where rounding leaves K singular. */
    double[] from(CauchyPoint cauchy) {
        double[] step = step(cauchy);
        if (step == null) {
            return cauchy.point;
        }
        double[] projected = moved(cauchy.point, step, 1);
        return slope(projected) < 0 ? projected : moved(cauchy.point, step, longest(cauchy.point, step));
    }

    private boolean free(CauchyPoint cauchy, int i) {
        return cauchy.point[i] > lower[i];
    }

    /** d, zero for the unknowns at their bounds; null where it is not finite. */
    private double[] step(CauchyPoint cauchy) {
        double theta = hessian.theta();
        double[] d = new double[x.length];
        hessian.add(hessian.middle(cauchy.product), d);
        for (int i = 0; i < d.length; i++) {
            d[i] = free(cauchy, i) ? d[i] - gradient[i] - theta * (cauchy.point[i] - x[i]) : 0;
        }
        double[] c = hessian.transposed(d);
        if (hessian.width() > 0) {
            intW info = new intW(0);
            int n = hessian.width();
            Dgesv.dgesv(n, 1, system(cauchy), 0, n, new int[n], 0, c, 0, n, info);
            if (info.val != 0) {
                return null;
            }
        }
        for (int j = 0; j < c.length; j++) {
            c[j] /= theta;
        }
        hessian.add(c, d);
        double sum = 0;
        for (int i = 0; i < d.length; i++) {
            d[i] = free(cauchy, i) ? d[i] / theta : 0;
            sum += Math.abs(d[i]);
        }
        return sum < Double.POSITIVE_INFINITY ? d : null;
    }

    /** K, by columns: what it subtracts is summed over the free unknowns, or what it leaves over the others. */
    private double[] system(CauchyPoint cauchy) {
        CorrectionPairs pairs = hessian.pairs();
        double theta = hessian.theta();
        int k = pairs.size();
        int n = 2 * k;
        double[] system = new double[n * n];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double yy = dot(cauchy, pairs.change(i), pairs.change(j), true);
                double ss = dot(cauchy, pairs.step(i), pairs.step(j), false);
                system[i * n + j] = -yy / theta - (i == j ? 1 : 0);
                system[j * n + i] = system[i * n + j];
                system[(k + i) * n + k + j] = theta * ss;
                system[(k + j) * n + k + i] = theta * ss;
            }
            for (int j = 0; j < k; j++) {
                double sy = dot(cauchy, pairs.step(i), pairs.change(j), i <= j);
                system[j * n + k + i] = i <= j ? -sy : sy;
                system[(k + i) * n + j] = system[j * n + k + i];
            }
        }
        return system;
    }

    /** The part of a'b that the free unknowns, or those at their bounds, give. */
    private double dot(CauchyPoint cauchy, double[] a, double[] b, boolean ofFree) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += free(cauchy, i) == ofFree ? a[i] * b[i] : 0;
        }
        return sum;
    }

    private double[] moved(double[] from, double[] step, double length) {
        double[] to = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            to[i] = Math.max(lower[i], from[i] + length * step[i]);
        }
        return to;
    }

    private double slope(double[] to) {
        double slope = 0;
        for (int i = 0; i < x.length; i++) {
            slope += gradient[i] * (to[i] - x[i]);
        }
        return slope;
    }

    private double longest(double[] from, double[] step) {
        double longest = 1;
        for (int i = 0; i < x.length; i++) {
            if (step[i] < 0) {
                longest = Math.min(longest, (lower[i] - from[i]) / step[i]);
            }
        }
        return longest;
    }
}
