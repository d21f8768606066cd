package org.polyad.spark.engine;

import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;

/**
 * What a row costs a sweep, in entries of a long row, so that partitions get about equal work: c entries cost c, and the row's system beside
 *
 * <pre>
 * 25 R                    Gaussian with zeros in closed form: an entry costs R, the solution R^3
 * 2 R + 0.7 R min(c, R)   with a bound: numbers leave their bound one by one, and there are no more of them than entries
 * 160                     otherwise: entry and solution both grow with R
 * </pre>
 *
 * <p>Fitted to times of blocks of 0.4 to 3,200 entries a row at R = 16 and 32, which they meet within a third for most; an estimate decides who
 * works and never what is computed.
 */
public record RowWork(int rank, boolean bounded, boolean gram) {
    private static final double GRAM = 25;
    private static final double BOUND = 2;
    private static final double FREE = 0.7;
    private static final double SYSTEM = 160;

    public static RowWork of(GcpOptions options) {
        boolean bounded = options.lowerBound() == 0;
        boolean gaussian = options.loss().isSquaredError();
        return new RowWork(options.rank(), bounded, gaussian && options.unlisted() == Unlisted.ZERO);
    }

    /** @param entries the row's */
    double of(double entries) {
        if (bounded) {
            return entries + BOUND * rank + FREE * rank * Math.min(entries, rank);
        }
        return entries + (gram ? GRAM * rank : SYSTEM);
    }
}
