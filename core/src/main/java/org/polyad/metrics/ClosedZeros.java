package org.polyad.metrics;

import java.util.Optional;
import org.polyad.kernel.Gram;
import org.polyad.loss.Loss;
import org.polyad.loss.ZeroPart;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * Sums over all cells at x = 0 that have a closed form in the factors: of f(0, m) where it is a polynomial, of mean^2 where the mean
 * is a multiple of m, and of |mean| where besides no m is negative.
 */
final class ClosedZeros {
    private static final double[] PROBES = {1e-3, 0.4, 2, 37.5};

    private final Loss loss;
    private final Optional<ZeroPart> part;
    private final double slope;
    private final boolean nonnegative;
    private final double cells;
    private final double sum;
    private final double squares;

    /** @param factors the model, lambda spread over them */
    ClosedZeros(Loss loss, FactorMatrix[] factors, Shape shape) {
        this.loss = loss;
        this.part = loss.zeroPart();
        this.slope = slope(loss);
        this.cells = shape.cells();
        double[][] sums = new double[factors.length][];
        double[][] grams = new double[factors.length][];
        boolean anyNegative = false;
        for (int n = 0; n < factors.length; n++) {
            sums[n] = Gram.columnSums(factors[n]);
            grams[n] = Gram.of(factors[n]);
            for (double each : factors[n].data()) {
                anyNegative |= each < 0;
            }
        }
        this.nonnegative = !anyNegative;
        this.sum = added(Gram.hadamard(sums, -1));
        this.squares = Math.max(0, added(Gram.hadamard(grams, -1)));
    }

    boolean hasLoss() {
        return part.isPresent();
    }

    boolean hasSquares() {
        return !Double.isNaN(slope);
    }

    boolean hasAbsolutes() {
        return hasSquares() && nonnegative;
    }

    /** Over all cells: f(0, m), mean^2 and |mean|; NaN where there is no closed form. */
    CellSums all(CellSums to) {
        to.weight = cells;
        to.loss = part.map(zero -> zero.constant() * cells + zero.linear() * sum + zero.quadratic() * squares)
                .orElse(Double.NaN);
        to.saturated = cells * loss.saturated(0);
        to.squaredErrors = slope * slope * squares;
        to.absoluteErrors = nonnegative ? Math.abs(slope) * sum : Double.NaN;
        return to;
    }

    /**
     * c where mean(m) = c m, else NaN. A loss does not say so; a function that agrees with a line through 0 at four points to the
     * last digits, over five decades, is taken for one.
     */
    private static double slope(Loss loss) {
        double c = loss.mean(1);
        boolean linear = loss.mean(0) == 0;
        for (double m : PROBES) {
            linear &= Math.abs(loss.mean(m) - c * m) <= 1e-14 * Math.abs(c * m);
            linear &= loss.lowerBound() >= 0 || Math.abs(loss.mean(-m) + c * m) <= 1e-14 * Math.abs(c * m);
        }
        return linear ? c : Double.NaN;
    }

    private static double added(double[] terms) {
        double total = 0;
        for (double term : terms) {
            total += term;
        }
        return total;
    }
}
