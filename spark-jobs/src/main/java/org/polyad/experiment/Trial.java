package org.polyad.experiment;

import java.io.Serializable;
import java.util.Locale;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;

/** One fit of an experiment: what the grid says. */
public record Trial(int rank, String loss, double regularization, String method, long seed) implements Serializable {
    /** Unlike that of any other trial of the grid; fit to be a file's name. */
    public String name() {
        return String.format(
                Locale.ROOT,
                "rank%d-%s-%s-%s-seed%d",
                rank,
                loss.replaceAll("[^A-Za-z0-9.]+", "_"),
                regularization,
                method,
                seed);
    }

    /** What decides which cells the fit visits. */
    public Cut cut() {
        return new Cut(loss, method);
    }

    /** Trials that are fitted to the same cells. */
    public record Cut(String loss, String method) implements Serializable {}

    /** All but rank and seed: fits that can be compared by what they say of held-out cells. */
    public Group group() {
        return new Group(loss, regularization, method);
    }

    /** Fits that differ in rank and seed alone. */
    public record Group(String loss, double regularization, String method) {
        @Override
        public String toString() {
            return loss
                    + (regularization == 0 ? "" : ", regularization " + regularization)
                    + (method.equals("auto") ? "" : ", " + method);
        }
    }

    /**
     * What all fits of an experiment share.
     *
     * @param unlisted null where every cell is listed
     * @param splitSeed decides which cells are set aside
     */
    public record Shared(
            String unlisted,
            double holdout,
            long splitSeed,
            int maxIterations,
            double tolerance,
            boolean byCount,
            boolean nonnegative,
            double exactCells,
            int blocks)
            implements Serializable {

        /** The options that settle which cells are visited; the same for all trials of a loss and a method. */
        public GcpOptions cells(Cut cut) {
            return builder(1, cut.loss())
                    .method(Method.parse(cut.method()))
                    .seed(splitSeed)
                    .build();
        }

        public GcpOptions options(Trial trial) {
            return builder(trial.rank(), trial.loss())
                    .regularization(trial.regularization())
                    .method(Method.parse(trial.method()))
                    .seed(trial.seed())
                    .build();
        }

        private GcpOptions.Builder builder(int rank, String loss) {
            return GcpOptions.of(rank)
                    .loss(Losses.parse(loss))
                    .unlisted(unlisted == null ? null : Unlisted.parse(unlisted))
                    .holdout(holdout)
                    .maxIterations(maxIterations)
                    .tolerance(tolerance)
                    .regularizationByCount(byCount)
                    .nonnegative(nonnegative)
                    .exactCells(exactCells)
                    .blocks(blocks);
        }
    }
}
