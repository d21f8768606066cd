package org.polyad.solver;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/**
 * The penalty sum_n reg_n sum_j c_j ||A_n(j, :)||^2; c_j is 1, or the number of listed entries of row j if it has any.
 * Columns that the biases hold are not variables and have none.
 */
final class Penalty implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] weights;
    private final boolean byCount;
    private final Biases biases;

    /** Without biases. */
    Penalty(double[] weights, boolean byCount, int order) {
        this(weights, byCount, order, null);
    }

    /** @throws IllegalArgumentException for negative weights, or a number of them that is neither 1 nor the order */
    Penalty(double[] weights, boolean byCount, int order, Biases biases) {
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
        this.biases = biases;
    }

    /** The same times a factor. */
    Penalty times(double factor) {
        return new Penalty(Arrays.stream(weights).map(w -> factor * w).toArray(), byCount, weights.length, biases);
    }

    /** Whether that column of the mode's factor stays as it is. */
    boolean holds(int mode, int column) {
        return biases != null && biases.holds(mode, column);
    }

    /** Whether the column's scale may move between the modes. */
    boolean scales(int column) {
        return biases == null || column < biases.rank();
    }

    /**
     * reg_n c_j for a row with that many listed entries. One without any has c_j = 1: where unlisted entries are zeros it is a row like
     * the others, and free of a penalty it would take a component's whole scale, without end.
     */
    double of(int mode, double listed) {
        return byCount ? weights[mode] * Math.max(1, listed) : weights[mode];
    }

    boolean none(int mode) {
        return weights[mode] == 0;
    }

    boolean none() {
        for (double weight : weights) {
            if (weight != 0) {
                return false;
            }
        }
        return true;
    }

    /** reg_n sum_j c_j A_n(j, r)^2 for each column r. */
    double[] columns(int mode, FactorMatrix factor, long[] listed) {
        double[] sums = new double[factor.columns()];
        for (int i = 0; i < factor.rows() && !none(mode); i++) {
            double weight = of(mode, listed[i]);
            for (int r = 0; r < sums.length; r++) {
                sums[r] += holds(mode, r) ? 0 : weight * factor.at(i, r) * factor.at(i, r);
            }
        }
        return sums;
    }

    /** The whole of it. */
    double at(FactorMatrix[] factors, Engine engine) {
        double sum = 0;
        for (int n = 0; n < factors.length; n++) {
            for (double column : columns(n, factors[n], engine.listedCounts(n))) {
                sum += column;
            }
        }
        return sum;
    }
}
