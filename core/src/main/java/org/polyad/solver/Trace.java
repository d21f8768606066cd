package org.polyad.solver;

/**
 * What one iteration left.
 *
 * @param objective F over Omega without the penalty
 * @param regularization the penalty
 * @param seconds since fitting began, input already read
 * @param fit 1 - ||X - M|| / ||X||, gaussian only, else NaN
 * @param holdoutObjective sum of w f over the cells set aside, where one drawn from the unlisted cells weighs as much as those that it
 *     counts for ({@link HeldOut}); NaN without any
 * @param estimated the objective rests on sampled zeros
 */
public record Trace(
        int iteration,
        double objective,
        double regularization,
        double seconds,
        double fit,
        double holdoutObjective,
        boolean estimated) {
    /** What the tolerance and the promise never to rise are about. */
    public double total() {
        return objective + regularization;
    }
}
