package org.polyad.solver;

import java.util.ArrayList;
import java.util.List;

/**
 * The last m steps s_j and changes of the gradient y_j of a quasi-Newton method, oldest first. Each pair is scaled so that s'y = 1: BFGS
 * formulas do not change with the scale of a pair, and the small systems made of them are then well scaled.
 */
final class CorrectionPairs {
    /** A pair whose curvature s'y / y'y is not above this teaches nothing but rounding. */
    private static final double LEAST_CURVATURE = 2.2e-16;

    private final int memory;
    private final List<double[]> steps = new ArrayList<>();
    private final List<double[]> changes = new ArrayList<>();

    /** S'Y and S'S. */
    private final double[][] sy;

    private final double[][] ss;

    CorrectionPairs(int memory) {
        this.memory = memory;
        this.sy = new double[memory][memory];
        this.ss = new double[memory][memory];
    }

    int size() {
        return steps.size();
    }

    double[] step(int j) {
        return steps.get(j);
    }

    double[] change(int j) {
        return changes.get(j);
    }

    /** s_i'y_j. */
    double sy(int i, int j) {
        return sy[i][j];
    }

    /** s_i's_j. */
    double ss(int i, int j) {
        return ss[i][j];
    }

    /** theta = y'y / s'y of the newest pair, the scale of the Hessian. */
    double scale() {
        double[] newest = changes.get(size() - 1);
        return dot(newest, newest);
    }

    /** Takes a pair, and drops the oldest when there are too many; a pair without positive curvature is left out. */
    void add(double[] step, double[] change) {
        double curvature = dot(step, change);
        double squares = dot(change, change);
        if (!(curvature > LEAST_CURVATURE * squares) || !(squares < Double.POSITIVE_INFINITY)) {
            return;
        }
        if (size() == memory) {
            dropOldest();
        }
        double factor = 1 / Math.sqrt(curvature);
        push(times(step, factor), times(change, factor));
    }

    private void push(double[] step, double[] change) {
        steps.add(step);
        changes.add(change);
        int last = size() - 1;
        for (int j = 0; j <= last; j++) {
            sy[last][j] = dot(step, changes.get(j));
            sy[j][last] = dot(steps.get(j), change);
            ss[last][j] = dot(step, steps.get(j));
            ss[j][last] = ss[last][j];
        }
    }

    private void dropOldest() {
        steps.remove(0);
        changes.remove(0);
        for (int i = 0; i + 1 < memory; i++) {
            System.arraycopy(sy[i + 1], 1, sy[i], 0, memory - 1);
            System.arraycopy(ss[i + 1], 1, ss[i], 0, memory - 1);
        }
    }

    /** The pairs in the unknowns {@code x[i] / factors[i]}, which leaves each s'y as it was. */
    void rescale(double[] factors) {
        List<double[]> oldSteps = List.copyOf(steps);
        List<double[]> oldChanges = List.copyOf(changes);
        clear();
        for (int j = 0; j < oldSteps.size(); j++) {
            double[] step = oldSteps.get(j);
            double[] change = oldChanges.get(j);
            for (int i = 0; i < factors.length; i++) {
                step[i] /= factors[i];
                change[i] *= factors[i];
            }
            push(step, change);
        }
    }

    void clear() {
        steps.clear();
        changes.clear();
    }

    /** Writes all pairs, 2 m n numbers at most. */
    void save(double[] to, int at) {
        for (int j = 0; j < size(); j++) {
            int n = step(j).length;
            System.arraycopy(step(j), 0, to, at + 2 * j * n, n);
            System.arraycopy(change(j), 0, to, at + (2 * j + 1) * n, n);
        }
    }

    /** Takes what {@link #save} wrote. @param n unknowns */
    void resume(double[] saved, int at, int n) {
        clear();
        for (int from = at; from < saved.length; from += 2 * n) {
            push(copy(saved, from, n), copy(saved, from + n, n));
        }
    }

    private static double[] copy(double[] from, int at, int n) {
        double[] to = new double[n];
        System.arraycopy(from, at, to, 0, n);
        return to;
    }

    private static double[] times(double[] v, double factor) {
        double[] scaled = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            scaled[i] = factor * v[i];
        }
        return scaled;
    }

    /** Four sums, which add up in an order that depends on nothing. */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
