package org.polyad.solver;

import java.util.List;
import org.polyad.tensor.Ktensor;

/**
 * A finished fit.
 *
 * @param model normalised and arranged
 * @param objective F over Omega without the penalty, at the model
 * @param seed the start that won
 * @param trace a line an iteration
 * @param holdoutCells how many cells were set aside, 0 without a hold-out
 * @param startObjectives the final total objective of each start
 * @param scales by mode and component the norm of the factor's column where the fit ended; their product over the modes is lambda
 * @param entries by mode, the listed entries of each row that the fit saw; not a copy
 * @param projectedGradient of F at the model, relative to 1 + |F| and free of the factors' scale: how far it is from a stationary point;
 *     NaN for a method that does not compute it
 * @param rounds the sizes of a stochastic run; null for an exact method
 */
public record GcpResult(
        Ktensor model,
        double objective,
        double regularization,
        StopReason stopReason,
        int iterations,
        long seed,
        Method method,
        ZeroHandling zeros,
        List<Trace> trace,
        long holdoutCells,
        List<Double> startObjectives,
        double[][] scales,
        long[][] entries,
        double projectedGradient,
        Rounds rounds) {
    /** A model is stationary where its projected gradient is not above this. */
    public static final double STATIONARY = Stationarity.BOUND;
}
