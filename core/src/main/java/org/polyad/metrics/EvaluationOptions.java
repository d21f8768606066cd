package org.polyad.metrics;

import java.util.Set;
import org.polyad.options.Unlisted;

/**
 * What to measure and over which cells.
 *
 * @param unlisted MISSING: the listed entries alone
 * @param metrics which, as far as they mean something under the loss
 * @param exactCells every cell is visited up to so many; beyond, what has no closed form is estimated from sampled zeros
 * @param seed of the sample
 */
public record EvaluationOptions(Unlisted unlisted, Set<Metric> metrics, double exactCells, long seed) {
    /** Every metric, 10^7 cells. */
    public static EvaluationOptions of(Unlisted unlisted) {
        return new EvaluationOptions(unlisted, Set.of(Metric.values()), 1e7, 1);
    }
}
