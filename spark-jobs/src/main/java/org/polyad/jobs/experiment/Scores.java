package org.polyad.jobs.experiment;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.solver.GcpResult;
import org.polyad.solver.HeldOut;
import org.polyad.solver.Trace;

/**
 * A row of an experiment: how a trial ended, and what its model is worth on the cells set aside. NaN where a number means nothing.
 *
 * @param objective F over the training cells
 * @param heldOut the mean loss of a held-out cell, zeros weighted up to their number
 * @param heldOutError its standard error over those cells
 * @param rmse of the mean, weighted in the same way; mae too
 * @param auc for the losses of links, of held-out ones against held-out zeros
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
                loss.domain() == Domain.BINARY ? auc(held) : Double.NaN,
                result.iterations(),
                result.stopReason().toString(),
                last.seconds());
    }

    /** The share of pairs of a one and a zero in which the one has the larger m, ties counted half; NaN without one of them. */
    private static double auc(HeldOut held) {
        Integer[] byM = new Integer[held.m().length];
        Arrays.setAll(byM, p -> p);
        Arrays.sort(byM, (p, q) -> Double.compare(held.m()[p], held.m()[q]));
        double ones = 0;
        double rankSum = 0;
        for (int from = 0, to; from < byM.length; from = to) {
            to = from;
            double onesHere = 0;
            while (to < byM.length && held.m()[byM[to]] == held.m()[byM[from]]) {
                onesHere += held.x()[byM[to++]] > 0 ? 1 : 0;
            }
            // Ranks count from 1; equal ones share the mean of theirs.
            rankSum += onesHere * (from + 1 + to) / 2.0;
            ones += onesHere;
        }
        double zeros = byM.length - ones;
        return (rankSum - ones * (ones + 1) / 2) / (ones * zeros);
    }
}
