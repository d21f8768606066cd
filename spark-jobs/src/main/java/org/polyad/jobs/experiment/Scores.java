package org.polyad.jobs.experiment;

import java.io.Serializable;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.metrics.RocCurve;
import org.polyad.solver.GcpResult;
import org.polyad.solver.HeldOut;
import org.polyad.solver.Trace;

/**
 * A row of an experiment: how a trial ended, and what its model is worth on the cells set aside. NaN where a number means nothing.
 *
 * @param objective F over the training cells
 * @param heldOut the mean loss of a held-out cell, drawn ones weighted up to the number of unlisted cells
 * @param heldOutError its standard error over those cells
 * @param rmse of the mean, weighted in the same way; mae too
 * @param auc for the losses of links, of held-out ones against held-out zeros, weighted in the same way
 */
public record Scores(
        double objective,
        double penalty,
        double heldOut,
        double heldOutError,
        double rmse,
        double mae,
        double auc,
        int iterations,
        String stopReason,
        double seconds)
        implements Serializable {

    public static Scores of(GcpResult result, Loss loss, HeldOut held) {
        double[] losses = held.losses(loss);
        double[] squares = new double[losses.length];
        double[] distances = new double[losses.length];
        for (int p = 0; p < losses.length; p++) {
            double error = held.x()[p] - loss.mean(held.m()[p]);
            squares[p] = error * error;
            distances[p] = Math.abs(error);
        }
        Trace last = result.trace().get(result.trace().size() - 1);
        return new Scores(
                result.objective(),
                result.regularization(),
                held.mean(losses),
                held.standardError(losses),
                Math.sqrt(held.mean(squares)),
                held.mean(distances),
                loss.domain() == Domain.BINARY ? new RocCurve(held.x(), held.m(), held.weights()).area() : Double.NaN,
                result.iterations(),
                result.stopReason().toString(),
                last.seconds());
    }
}
