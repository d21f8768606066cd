package org.polyad.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.netlib.lapack.Dposv;
import org.netlib.util.intW;

/**
 * Anderson acceleration of a fixed-point iteration x -&gt; G(x). With f_k = G(x_k) - x_k and the changes of f and of G(x) between
 * the last iterations,
 *
 * <pre>next = G(x_k) - sum_j c_j dG_j,   c = argmin || f_k - sum_j c_j df_j ||</pre>
 *
 * <p>It may overshoot: who uses it guards the objective. Holds 2 x memory + 2 vectors; an iteration takes 2 x memory inner products.
 * Sources: D. G. Anderson, Iterative Procedures for Nonlinear Integral Equations, J. ACM 12(4), 1965; H. F. Walker, P. Ni, Anderson
 * Acceleration for Fixed-Point Iterations, SIAM J. Numer. Anal. 49(4), 2011, equation 2.2.
 */
final class Anderson {
    /** Keeps the coefficients finite where changes are nearly dependent, relative to the largest one's square. */
    private static final double RIDGE = 1e-12;

    private final int memory;
    private final List<double[]> imageChanges = new ArrayList<>();
    private final List<double[]> residualChanges = new ArrayList<>();
    private double[] image;
    private double[] residual;

    /** @param memory how many changes are kept, 1 or more */
    Anderson(int memory) {
        this.memory = memory;
    }

    /** Forgets all that was noted. */
    void clear() {
        imageChanges.clear();
        residualChanges.clear();
        image = null;
        residual = null;
    }

    /**
     * Notes that G(x) = y.
     *
     * @param x not modified
     * @param y kept, not modified
     * @return where to apply G next; null after the first pair, of which nothing can be learnt
     */
    double[] next(double[] x, double[] y) {
        double[] f = difference(y, x);
        boolean first = image == null;
        if (!first) {
            if (imageChanges.size() == memory) {
                imageChanges.remove(0);
                residualChanges.remove(0);
            }
            imageChanges.add(difference(y, image));
            residualChanges.add(difference(f, residual));
        }
        image = y;
        residual = f;
        return first ? null : extrapolated();
    }

    private double[] extrapolated() {
        double[] c = coefficients();
        double[] next = image.clone();
        for (int j = 0; j < c.length; j++) {
            double[] change = imageChanges.get(j);
            for (int i = 0; i < next.length; i++) {
                next[i] -= c[j] * change[i];
            }
        }
        return next;
    }

    /** Least squares by normal equations; a singular system gives zeros, with which next is G(x). */
    private double[] coefficients() {
        int n = residualChanges.size();
        double[] gram = new double[n * n];
        double[] c = new double[n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                gram[i * n + j] = dot(residualChanges.get(i), residualChanges.get(j));
            }
            largest = Math.max(largest, gram[i * n + i]);
            c[i] = dot(residualChanges.get(i), residual);
        }
        for (int i = 0; i < n; i++) {
            gram[i * n + i] += RIDGE * largest;
        }
        intW info = new intW(0);
        Dposv.dposv("L", n, 1, gram, 0, n, c, 0, n, info);
        boolean solved = info.val == 0 && Arrays.stream(c).allMatch(Double::isFinite);
        return solved ? c : new double[n];
    }

    /** All vectors: none, or G(x), f, and then the changes of both. */
    List<double[]> state() {
        List<double[]> state = new ArrayList<>();
        if (image != null) {
            state.add(image);
            state.add(residual);
            state.addAll(imageChanges);
            state.addAll(residualChanges);
        }
        return state;
    }

    void restore(List<double[]> state) {
        clear();
        if (!state.isEmpty()) {
            int changes = (state.size() - 2) / 2;
            image = state.get(0);
            residual = state.get(1);
            imageChanges.addAll(state.subList(2, 2 + changes));
            residualChanges.addAll(state.subList(2 + changes, state.size()));
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] d = new double[a.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = a[i] - b[i];
        }
        return d;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
