package org.polyad.metrics;

import java.util.Optional;
import org.polyad.loss.Loss;
import org.polyad.loss.ZeroPart;
import org.polyad.model.TensorModel;
import org.polyad.tensor.FactorMatrix;

/**
 * Sums over all cells at x = 0 that have a closed form in the parts: of f(0, m) where it is a polynomial, of mean^2 where the mean
 * is a multiple of m, and of |mean| where besides no m is negative.
 */
final class ClosedZeros {
    private final Loss loss;
    private final Optional<ZeroPart> part;
    private final double slope;
    private final boolean nonnegative;
    private final double cells;
    private final double sum;
    private final double squares;

    ClosedZeros(Loss loss, TensorModel model) {
        this.loss = loss;
        this.part = loss.zeroPart();
        this.slope = loss.linearMean() ? loss.mean(1) : Double.NaN;
        this.cells = model.shape().cells();
        boolean anyNegative = false;
        for (FactorMatrix factor : model.parts()) {
            for (double each : factor.data()) {
                anyNegative |= each < 0;
            }
        }
        // every format here multiplies and adds its parts
        this.nonnegative = !anyNegative;
        this.sum = model.sum();
        this.squares = model.norm() * model.norm();
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
}
