package org.polyad.metrics;

import java.util.Set;
import org.polyad.options.Unlisted;

/**
 * Which metrics to compute, and over which cells.
 *
 * @param unlisted MISSING: the listed entries alone
 * @param metrics those to compute; the ones that are not defined for the loss are left out
 * @param exactCells up to so many cells each is visited; in larger tensors, what has no closed form is estimated from sampled zeros
 * @param seed of the sample
 */
public record EvaluationOptions(Unlisted unlisted, Set<Metric> metrics, double exactCells, long seed) {
    /** Every metric, 10^7 cells. */
    public static EvaluationOptions of(Unlisted unlisted) {
        return new EvaluationOptions(unlisted, Set.of(Metric.values()), 1e7, 1);
    }
}
