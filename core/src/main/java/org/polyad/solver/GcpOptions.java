package org.polyad.solver;

import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.tensor.Ktensor;

/**
 * What to fit and how; one record, made by {@link #of} and refined by {@code with...}. Settings of a machine (threads,
 * partitions) are not here: they never change the answer.
 *
 * @param rank R, the number of components
 * @param unlisted null: must be said before fitting, save for data that list every cell
 * @param maxIterations sweeps, or L-BFGS-B iterations
 * @param tolerance stop when the total objective's relative change falls below; 0 never stops a run
 * @param regularization one number for all modes, or one for each
 * @param regularizationByCount a row's penalty is multiplied by its number of listed entries
 * @param nonnegative bound 0 on every factor; always so where the loss has m &gt;= 0
 * @param init how to start
 * @param initModel the model to start from with {@link Init#MODEL}, else null
 * @param starts fit from that many seeds and keep the best
 * @param exactCells losses without a closed zero part visit every cell up to that many, and sample the zeros beyond
 * @param holdout share of the listed entries (and as many zeros) set aside
 * @param blocks 0: from the data alone
 * @param timeLimit seconds; infinity: none
 */
public record GcpOptions(
        int rank,
        Loss loss,
        Unlisted unlisted,
        Method method,
        int maxIterations,
        double tolerance,
        double[] regularization,
        boolean regularizationByCount,
        boolean nonnegative,
        Init init,
        Ktensor initModel,
        long seed,
        int starts,
        double exactCells,
        double holdout,
        int blocks,
        double timeLimit) {

    /** How the factors start. */
    public enum Init {
        RANDOM,
        NVECS,
        MODEL
    }

    /** The defaults, for a rank. */
    public static GcpOptions of(int rank) {
        return new GcpOptions(
                rank,
                Losses.gaussian(),
                null,
                Method.AUTO,
                100,
                1e-5,
                new double[] {0},
                false,
                false,
                Init.RANDOM,
                null,
                1,
                1,
                1e7,
                0,
                0,
                Double.POSITIVE_INFINITY);
    }
}
