package org.polyad.model.cp;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * The canonical form of a CP model, which is unique only up to the order of its components and scales between the modes of one
 * component.
 */
final class Canonical {
    private Canonical() {}

    /**
     * Columns of unit norm; the scale moves into lambda. A component with a column of zeros is zero: its lambda becomes 0 and
     * the column stays.
     *
     * @param oneNorm sum_j |a_j| in place of the 2-norm
     */
    static Ktensor normalize(Ktensor model, boolean oneNorm) {
        double[] lambda = model.lambda().clone();
        FactorMatrix[] factors = new FactorMatrix[model.order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = model.factor(n).copy();
        }
        for (int r = 0; r < lambda.length; r++) {
            for (FactorMatrix factor : factors) {
                double norm = norm(factor, r, oneNorm);
                divide(factor, r, norm);
                lambda[r] *= norm;
            }
        }
        return new Ktensor(lambda, factors);
    }

    /**
     * Lambda nonnegative, the first entry of largest magnitude in each column of every mode but the last positive (the last mode
     * takes the signs), components by lambda descending; equal ones stay in order.
     */
    static Ktensor arrange(Ktensor model) {
        int last = model.order() - 1;
        int[] order = descending(model.lambda());
        double[] lambda = new double[order.length];
        FactorMatrix[] factors = new FactorMatrix[last + 1];
        for (int n = 0; n <= last; n++) {
            factors[n] = new FactorMatrix(model.factor(n).rows(), order.length);
        }
        for (int r = 0; r < order.length; r++) {
            double sign = Math.copySign(1, model.lambda()[order[r]]);
            lambda[r] = Math.abs(model.lambda()[order[r]]);
            for (int n = 0; n < last; n++) {
                double flip = largest(model.factor(n), order[r]) < 0 ? -1 : 1;
                copy(model.factor(n), order[r], factors[n], r, flip);
                sign *= flip;
            }
            copy(model.factor(last), order[r], factors[last], r, sign);
        }
        return new Ktensor(lambda, factors);
    }

    private static int[] descending(double[] lambda) {
        Integer[] order = new Integer[lambda.length];
        Arrays.setAll(order, r -> r);
        Arrays.sort(order, (a, b) -> Double.compare(Math.abs(lambda[b]), Math.abs(lambda[a])));
        return Arrays.stream(order).mapToInt(r -> r).toArray();
    }

    /** The norm of column r, without overflow for entries beyond 1e154. */
    static double norm(FactorMatrix factor, int r, boolean oneNorm) {
        double scale = oneNorm ? 1 : Math.abs(largest(factor, r));
        if (scale == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < factor.rows(); i++) {
            double a = factor.at(i, r) / scale;
            sum += oneNorm ? Math.abs(a) : a * a;
        }
        return oneNorm ? sum : scale * Math.sqrt(sum);
    }

    private static double largest(FactorMatrix factor, int r) {
        double largest = 0;
        for (int i = 0; i < factor.rows(); i++) {
            if (Math.abs(factor.at(i, r)) > Math.abs(largest)) {
                largest = factor.at(i, r);
            }
        }
        return largest;
    }

    private static void divide(FactorMatrix factor, int r, double norm) {
        for (int i = 0; norm != 0 && i < factor.rows(); i++) {
            factor.set(i, r, factor.at(i, r) / norm);
        }
    }

    /** Adds 0, which turns the -0 of a flipped zero into 0. */
    private static void copy(FactorMatrix from, int column, FactorMatrix to, int r, double sign) {
        for (int i = 0; i < from.rows(); i++) {
            to.set(i, r, sign * from.at(i, column) + 0.0);
        }
    }
}
