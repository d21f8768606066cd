package org.polyad.run;

import java.util.List;

/**
 * Everything that a fit needs to continue with the same bits.
 *
 * @param start the running start, from 0
 * @param iteration iterations that it has done
 * @param seconds spent so far
 * @param method the method's own state
 * @param trace of the running start
 * @param finished the totals reached by the starts before
 * @param best the best finished start, or null
 */
public record FitState(
        int start,
        int iteration,
        double seconds,
        MethodState method,
        List<Trace> trace,
        List<Double> finished,
        Finished best) {
    /** A start that ended: its factors (compact rows, one array a mode; lambda = 1) and how it went. */
    public record Finished(
            long seed, double[][] factors, StopReason stopReason, int iterations, double total, List<Trace> trace) {}
}
