package org.polyad.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/**
 * The penalty sum_n reg_n sum_j c_j ||A_n(j, :)||^2 over the parts A_n; c_j is 1, or the number of listed entries of row j if it has any.
 * Held columns, such as those beside biases, are not variables and have no penalty.
 */
public final class Penalty implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] weights;
    private final boolean byCount;
    private final boolean[][] held;

    /** A penalty without held columns. */
    public Penalty(double[] weights, boolean byCount, int order) {
        this(weights, byCount, order, null);
    }

    /**
     * @param held by part and column, whether the column is held; null: none is
     * @throws IllegalArgumentException for negative weights, or a number of them that is neither 1 nor the order
     */
    public Penalty(double[] weights, boolean byCount, int order, boolean[][] held) {
        if (weights.length != 1 && weights.length != order) {
            throw new InvalidInputException("regularization needs one number, or one for each of the " + order
                    + " modes, found " + weights.length);
        }
        this.weights = new double[order];
        for (int n = 0; n < order; n++) {
            double weight = weights[weights.length == 1 ? 0 : n];
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("regularization must be 0 or more, found " + weight);
            }
            this.weights[n] = weight;
        }
        this.byCount = byCount;
        this.held = held;
    }

    /** This penalty times a factor. */
    public Penalty times(double factor) {
        return new Penalty(Arrays.stream(weights).map(w -> factor * w).toArray(), byCount, weights.length, held);
    }

    /** Whether that column of the mode's factor is held. */
    public boolean holds(int mode, int column) {
        return held != null && held[mode][column];
    }

    /** Whether the column's scale may move between the parts: none of them holds it. */
    public boolean scales(int column) {
        for (int mode = 0; held != null && mode < held.length; mode++) {
            if (held[mode][column]) {
                return false;
            }
        }
        return true;
    }

    /**
     * reg_n c_j for a row with that many listed entries. A row without entries has c_j = 1: if unlisted entries are zeros it is fitted like the
     * others, and without a penalty a component's scale would move to it without bound.
     */
    public double of(int mode, double listed) {
        return byCount ? weights[mode] * Math.max(1, listed) : weights[mode];
    }

    public boolean none(int mode) {
        return weights[mode] == 0;
    }

    public boolean none() {
        for (double weight : weights) {
            if (weight != 0) {
                return false;
            }
        }
        return true;
    }

    /** reg_n sum_j c_j A_n(j, r)^2 for each column r. */
    public double[] columns(int mode, FactorMatrix factor, long[] listed) {
        double[] sums = new double[factor.columns()];
        for (int i = 0; i < factor.rows() && !none(mode); i++) {
            double weight = of(mode, listed[i]);
            for (int r = 0; r < sums.length; r++) {
                sums[r] += holds(mode, r) ? 0 : weight * factor.at(i, r) * factor.at(i, r);
            }
        }
        return sums;
    }

    /** The penalty. @param listed by part, the listed entries of each of its rows */
    public double at(FactorMatrix[] factors, IntFunction<long[]> listed) {
        double sum = 0;
        for (int n = 0; n < factors.length; n++) {
            for (double column : columns(n, factors[n], listed.apply(n))) {
                sum += column;
            }
        }
        return sum;
    }
}
