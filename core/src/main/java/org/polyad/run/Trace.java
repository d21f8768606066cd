package org.polyad.run;

/**
 * The results of one iteration.
 *
 * @param objective F over Omega without the penalty
 * @param regularization the penalty
 * @param seconds since fitting began, input already read
 * @param fit 1 - ||X - M|| / ||X||, gaussian only, else NaN
 * @param holdoutObjective sum of w f over the cells set aside, where a cell drawn from the unlisted ones has the weight of the cells that it
 *     represents ({@link HeldOut}); NaN without any
 * @param estimated whether the objective uses sampled zeros
 */
public record Trace(
        int iteration,
        double objective,
        double regularization,
        double seconds,
        double fit,
        double holdoutObjective,
        boolean estimated) {
    /** The objective with the penalty: what exact methods never raise, and what the tolerance compares. */
    public double total() {
        return objective + regularization;
    }
}
