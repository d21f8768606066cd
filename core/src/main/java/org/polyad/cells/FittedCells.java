package org.polyad.cells;

import org.polyad.loss.Loss;
import org.polyad.options.ZeroHandling;

/**
 * What methods know of the cells of a fit (Omega): the loss, how zeros enter, and sums over the cells.
 *
 * @param zeros with {@link ZeroHandling#CLOSED_FORM} a listed cell subtracts its f(0, m) and the sum of f(0, m) over all cells is
 *     added in closed form; otherwise F is the plain sum of w f over the cells in the blocks
 */
public record FittedCells(Loss loss, ZeroHandling zeros, Moments moments) {
    /**
     * Sums over Omega.
     *
     * @param listed listed entries that are not set aside
     * @param cells |Omega|; a double, since it may exceed 2^63
     * @param weight sum of w, 1 for an unlisted zero: |Omega| where there are no weights
     * @param sum sum of w x
     * @param squares sum of w x^2
     * @param fingerprint of the data, independent of the order of the entries
     */
    public record Moments(long listed, double cells, double weight, double sum, double squares, long fingerprint) {
        private static final double NEAR_OVERFLOW = 1e300;

        /** Whether the values are so large that sums of squares of their size overflow. */
        public boolean overflows() {
            return !(squares < NEAR_OVERFLOW);
        }

        /** Whether there are values, but so small that their squares are 0 or have lost digits. */
        public boolean underflows() {
            return sum != 0 && squares < Double.MIN_NORMAL;
        }
    }

    /** The same cells under another loss, which must not need a closed form that this one lacks. */
    public FittedCells with(Loss other) {
        return new FittedCells(other, zeros, moments);
    }
}
