package org.polyad.solver.start;

import org.polyad.cells.FittedCells;
import org.polyad.loss.Loss;
import org.polyad.model.Gram;
import org.polyad.tensor.FactorMatrix;

/**
 * The scale of a starting point, from sums over Omega, so that its m are of the size of the data:
 *
 * <ul>
 *   <li>losses with a bound m &gt;= 0: the mean of m over all cells is the m whose loss.mean(m) is the mean of x;
 *   <li>others with the identity as link (gaussian, huber): the mean of m^2 over all cells is that of x^2 over Omega, which is
 *       ||M|| = ||X|| where Omega is every cell;
 *   <li>others (log and logit links): the mean of m^2 is 1.
 * </ul>
 */
final class StartScale {
    private static final int BISECTIONS = 200;
    private static final double LEAST = 1e-100;
    private static final double LARGEST = 1e100;

    /** If no m has the mean of the data, the scale is for this share of the largest mean. */
    private static final double WITHIN_REACH = 0.9;

    private StartScale() {}

    /** Multiplies all factors by one number, in place. */
    static void apply(FactorMatrix[] factors, FittedCells cells, double lower) {
        Loss loss = cells.loss();
        FittedCells.Moments moments = cells.moments();
        double ratio = loss.lowerBound() >= 0
                ? modelFor(loss, moments.sum() / moments.weight()) / mean(factors)
                : meanSquare(loss, moments) / meanSquare(factors);
        double degree = loss.lowerBound() >= 0 ? factors.length : 2.0 * factors.length;
        double scale = Math.pow(ratio, 1 / degree);
        if (scale > 0 && scale < Double.POSITIVE_INFINITY) {
            for (FactorMatrix factor : factors) {
                double[] data = factor.data();
                for (int k = 0; k < data.length; k++) {
                    data[k] *= scale;
                }
            }
        }
    }

    private static double meanSquare(Loss loss, FittedCells.Moments moments) {
        boolean identity = StartLevel.isIdentity(loss);
        double square = moments.squares() / moments.weight();
        return identity && square > 0 ? square : 1;
    }

    /** The m with loss.mean(m) = x, by bisection of log m; 1 if x has no such m. */
    static double modelFor(Loss loss, double x) {
        double target = loss.mean(LARGEST) <= x ? WITHIN_REACH * loss.mean(LARGEST) : x;
        if (!(target > loss.mean(LEAST) && target < Double.POSITIVE_INFINITY)) {
            return 1;
        }
        double low = Math.log(LEAST);
        double high = Math.log(LARGEST);
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = 0.5 * (low + high);
            if (loss.mean(Math.exp(middle)) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(0.5 * (low + high));
    }

    /** The mean of m over all cells. */
    private static double mean(FactorMatrix[] factors) {
        double[][] means = new double[factors.length][];
        for (int n = 0; n < factors.length; n++) {
            means[n] = divided(Gram.columnSums(factors[n]), factors[n].rows());
        }
        return total(Gram.hadamard(means, -1));
    }

    /** The mean of m^2 over all cells. */
    private static double meanSquare(FactorMatrix[] factors) {
        double[][] grams = new double[factors.length][];
        for (int n = 0; n < factors.length; n++) {
            grams[n] = divided(Gram.of(factors[n]), factors[n].rows());
        }
        return total(Gram.hadamard(grams, -1));
    }

    private static double[] divided(double[] of, double by) {
        for (int k = 0; k < of.length; k++) {
            of[k] /= by;
        }
        return of;
    }

    private static double total(double[] of) {
        double sum = 0;
        for (double value : of) {
            sum += value;
        }
        return sum;
    }
}
