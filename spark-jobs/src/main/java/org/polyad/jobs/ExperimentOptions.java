package org.polyad.jobs;

import java.util.ArrayList;
import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.jobs.experiment.Trial;
import org.polyad.loss.Losses;
import picocli.CommandLine.Option;

/** The grid of an experiment, and what its fits share; all that decides its table, given the data. */
final class ExperimentOptions {
    @Option(names = "--ranks", required = true, split = ",", paramLabel = "R,R", description = "The ranks to try.")
    int[] ranks;

    @Option(
            names = "--losses",
            defaultValue = "gaussian",
            parameterConsumer = InputOptions.ColumnList.class,
            paramLabel = "L,L",
            description = "The losses to try; default: ${DEFAULT-VALUE}.")
    List<String> losses;

    @Option(
            names = "--regularizations",
            split = ",",
            defaultValue = "0",
            paramLabel = "L,L",
            description = "Each a number for all modes; default: ${DEFAULT-VALUE}.")
    double[] regularizations;

    @Option(
            names = "--methods",
            split = ",",
            defaultValue = "auto",
            paramLabel = "M,M",
            description = "The methods to try; default: ${DEFAULT-VALUE}.")
    String[] methods;

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "1,2,3",
            paramLabel = "S,S",
            description = {
                "Each a start; how much the models agree tells how stable a rank is, and the best in training stands for it;",
                "default: ${DEFAULT-VALUE}."
            })
    long[] seeds;

    @Option(
            names = "--unlisted",
            paramLabel = "MEANING",
            description =
                    "zero, an observed zero; or missing, unknown. Must be given, save where every cell is listed.")
    String unlisted;

    @Option(
            names = "--holdout",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description = {
                "Share of the listed entries, and as many zeros, that all fits are scored on; default:",
                "${DEFAULT-VALUE}."
            })
    double holdout;

    @Option(
            names = "--holdout-seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Decides which; default: ${DEFAULT-VALUE}.")
    long holdoutSeed;

    @Option(
            names = "--max-iterations",
            defaultValue = "100",
            paramLabel = "N",
            description = "Of each fit; default: ${DEFAULT-VALUE}.")
    int maxIterations;

    @Option(
            names = "--tolerance",
            defaultValue = "1e-5",
            paramLabel = "T",
            description = "A fit stops when its objective's relative change falls below; default: ${DEFAULT-VALUE}.")
    double tolerance;

    @Option(
            names = "--regularization-by",
            defaultValue = "row",
            paramLabel = "WHAT",
            description = "row, or count: a row's penalty is multiplied by its number of listed entries; default:"
                    + " ${DEFAULT-VALUE}.")
    String regularizationBy;

    @Option(names = "--nonnegative", description = "Bound 0 on every factor; always so where the loss has m >= 0.")
    boolean nonnegative;

    @Option(
            names = "--exact-cells",
            defaultValue = "10000000",
            paramLabel = "N",
            description = "As for fit; default: ${DEFAULT-VALUE}.")
    double exactCells;

    @Option(names = "--blocks", defaultValue = "0", paramLabel = "N", description = "As for fit; default: 0.")
    int blocks;

    Trial.Shared shared() {
        if (!regularizationBy.equals("row") && !regularizationBy.equals("count")) {
            throw new InvalidInputException("--regularization-by must be row or count, found " + regularizationBy);
        }
        if (!(holdout > 0 && holdout < 1)) {
            throw new InvalidInputException("--holdout must be above 0 and below 1, found " + holdout);
        }
        boolean byCount = regularizationBy.equals("count");
        return new Trial.Shared(
                unlisted, holdout, holdoutSeed, maxIterations, tolerance, byCount, nonnegative, exactCells, blocks);
    }

    /** The grid; the dearest fits first, so that none is begun last. @throws IllegalArgumentException for a value out of its range */
    List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int rank : java.util.Arrays.stream(ranks)
                .boxed()
                .sorted(java.util.Comparator.reverseOrder())
                .toList()) {
            for (String loss : losses) {
                for (double regularization : regularizations) {
                    if (!(regularization >= 0 && regularization < Double.POSITIVE_INFINITY)) {
                        throw new InvalidInputException("--regularizations must be 0 or more, found " + regularization);
                    }
                    for (String method : methods) {
                        for (long seed : seeds) {
                            trials.add(new Trial(rank, Losses.parse(loss).name(), regularization, method, seed));
                        }
                    }
                }
            }
        }
        if (trials.size() > trials.stream().distinct().count()) {
            throw new InvalidInputException(
                    "a value stands twice in one of --ranks, --losses, --regularizations," + " --methods and --seeds");
        }
        trials.forEach(trial -> shared().options(trial));
        return trials;
    }
}
