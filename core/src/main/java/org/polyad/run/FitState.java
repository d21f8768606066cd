package org.polyad.run;

import java.util.List;

/**
 * All that a fit needs to go on from where it was, to the bit.
 *
 * @param start which of the starts is running, from 0
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
