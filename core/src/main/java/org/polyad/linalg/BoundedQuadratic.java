package org.polyad.linalg;

import java.util.Arrays;

/**
 * Minimises q(d) = g'd + d'Hd/2 subject to a + d &gt;= lower, for H positive semidefinite, by a primal active-set method that
 * starts from d = 0: on the free variables a Newton step, cut at the first bound; a bound variable whose gradient points inwards
 * is freed when the free ones are done. q never rises. Without a bound that is one Cholesky solve.
 *
 * <p>Where H is 0 on the free variables there is no Newton step, and q falls along its slope: to the bound, or without end, where
 * nothing is moved. A point at the bound in all variables is looked for first, since the steps end there but for rounding.
 *
 * <p>A nearly singular system gets a ridge on d: since d is the change, that never moves a fixed point. Source: Nocedal and Wright, Numerical Optimization, 16.5.
 */
public final class BoundedQuadratic {
    private static final double FIRST_RIDGE = 1e-14;
    private static final double MOST_RIDGE = 1e8;

    /** A slope that is left of larger terms that cancel is rounding below this share of them. */
    private static final double ROUNDING = 1e-12;

    private final int rank;
    private final int stride;
    private final double lower;
    private final boolean[] free;
    private final int[] index;
    private final double[] matrix;
    private final double[] step;
    private final double[] slope;

    /** Which variables {@link #matrix} has been factored for; none at first. */
    private final int[] factored;

    private int factors;

    public BoundedQuadratic(int rank, int stride, double lower) {
        this.rank = rank;
        this.stride = stride;
        this.lower = lower;
        this.free = new boolean[rank];
        this.index = new int[rank];
        this.matrix = new double[rank * rank];
        this.step = new double[rank];
        this.slope = new double[rank];
        this.factored = new int[rank];
    }

    /**
     * Finds the step.
     *
     * @param g gradient at a (input)
     * @param h Hessian, {@code stride} apart, upper triangle (input)
     * @param a the current point, inside the bound (input)
     * @param d the step (output, overwritten)
     * @return q(d), never positive
     */
    public double minimise(double[] g, double[] h, double[] a, double[] d) {
        factors = 0;
        return minimiseAgain(g, h, a, d);
    }

    /** As {@link #minimise}, with the H of the last call of either: where the same variables are free its factor serves again. */
    public double minimiseAgain(double[] g, double[] h, double[] a, double[] d) {
        if (!endsAtBound(g, h, a, d)) {
            search(g, h, a, d);
        }
        double value = 0;
        for (int r = 0; r < rank; r++) {
            value += 0.5 * d[r] * (g[r] + slope[r]);
        }
        if (!(value < 0)) {
            Arrays.fill(d, 0);
            return 0;
        }
        return value;
    }

    /** Whether the slope at a leads into the bound in every variable. */
    public boolean leadsIntoBound(double[] g) {
        for (int r = 0; r < rank; r++) {
            if (!(g[r] >= 0)) {
                return false;
            }
        }
        return lower > Double.NEGATIVE_INFINITY;
    }

    /** d = lower - a. */
    public void stepToBound(double[] a, double[] d) {
        for (int r = 0; r < rank; r++) {
            d[r] = lower - a[r];
        }
    }

    /** Whether q has its minimum where all variables are at the bound; if so d leads there. */
    private boolean endsAtBound(double[] g, double[] h, double[] a, double[] d) {
        if (!leadsIntoBound(g)) {
            return false;
        }
        stepToBound(a, d);
        slopeAt(g, h, d);
        for (int r = 0; r < rank; r++) {
            if (!(slope[r] >= -ROUNDING * g[r])) {
                return false;
            }
        }
        return true;
    }

    private void slopeAt(double[] g, double[] h, double[] d) {
        System.arraycopy(g, 0, slope, 0, rank);
        Symmetric.addProduct(h, stride, rank, d, slope);
    }

    private void search(double[] g, double[] h, double[] a, double[] d) {
        Arrays.fill(d, 0);
        System.arraycopy(g, 0, slope, 0, rank);
        for (int r = 0; r < rank; r++) {
            free[r] = a[r] > lower || g[r] < 0;
        }
        for (int round = 0; round < 4 * rank + 4; round++) {
            boolean whole = advance(h, a, d);
            slopeAt(g, h, d);
            if (whole && !release(g)) {
                break;
            }
        }
    }

    /** One step on the free variables; true when no bound cut it. */
    private boolean advance(double[] h, double[] a, double[] d) {
        int n = 0;
        for (int r = 0; r < rank; r++) {
            if (free[r]) {
                index[n++] = r;
            }
        }
        if (n == 0) {
            return true;
        }
        if (!solve(h, n)) {
            return dropToBound(n, a, d);
        }
        double share = 1;
        int blocking = -1;
        for (int k = 0; k < n; k++) {
            double room = lower - a[index[k]] - d[index[k]];
            if (step[k] < room && room / step[k] < share) {
                share = Math.max(0, room / step[k]);
                blocking = k;
            }
        }
        for (int k = 0; k < n; k++) {
            d[index[k]] += share * step[k];
        }
        if (blocking < 0) {
            return true;
        }
        d[index[blocking]] = lower - a[index[blocking]];
        free[index[blocking]] = false;
        return false;
    }

    /** Frees the bound variable that gains most; false when none gains. */
    private boolean release(double[] g) {
        int best = -1;
        for (int r = 0; r < rank; r++) {
            double floor = -1e-12 * Math.abs(g[r]);
            if (!free[r] && slope[r] < floor && (best < 0 || slope[r] < slope[best])) {
                best = r;
            }
        }
        if (best >= 0) {
            free[best] = true;
        }
        return best >= 0;
    }

    /** Where H_FF is 0: moves the free variables whose slope leads into the bound there; true when there are none. */
    private boolean dropToBound(int n, double[] a, double[] d) {
        boolean none = true;
        for (int k = 0; k < n && lower > Double.NEGATIVE_INFINITY; k++) {
            int r = index[k];
            if (slope[r] > 0) {
                d[r] = lower - a[r];
                free[r] = false;
                none = false;
            }
        }
        return none;
    }

    /** step = -(H_FF + ridge I)^-1 slope_F, the ridge as small as the factorisation allows; false where there is no factor. */
    private boolean solve(double[] h, int n) {
        if (!Arrays.equals(index, 0, n, factored, 0, factors) && !factor(h, n)) {
            return false;
        }
        for (int k = 0; k < n; k++) {
            step[k] = -slope[index[k]];
        }
        Cholesky.solve(matrix, n, step);
        return true;
    }

    /** False where H_FF is 0 or not finite. */
    private boolean factor(double[] h, int n) {
        factors = 0;
        double largest = 0;
        for (int k = 0; k < n; k++) {
            largest = Math.max(largest, h[index[k] * stride + index[k]]);
        }
        if (!(largest > 0)) {
            return false;
        }
        for (double ridge = FIRST_RIDGE; ridge < MOST_RIDGE; ridge *= 100) {
            load(h, n, ridge * largest);
            if (Cholesky.factor(matrix, n)) {
                System.arraycopy(index, 0, factored, 0, n);
                factors = n;
                return true;
            }
        }
        return false;
    }

    private void load(double[] h, int n, double ridge) {
        for (int k = 0; k < n; k++) {
            int row = index[k] * stride;
            for (int j = k; j < n; j++) {
                matrix[k * n + j] = h[row + index[j]];
            }
            matrix[k * n + k] += ridge;
        }
    }
}
