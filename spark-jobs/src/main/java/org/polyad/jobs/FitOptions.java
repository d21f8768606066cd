package org.polyad.jobs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.Method;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.Ktensor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to fit and how: all that decides the model, given the data. */
final class FitOptions {
    @Option(names = "--rank", required = true, paramLabel = "R", description = "The number of components.")
    int rank;

    @Option(
            names = "--loss",
            defaultValue = "gaussian",
            paramLabel = "LOSS",
            description = "gaussian, bernoulli-logit, bernoulli-odds, poisson, poisson-log, gamma, rayleigh,"
                    + " negative-binomial(k=5), huber(delta=0.25), beta(b=0.5); default: ${DEFAULT-VALUE}.")
    String loss;

    @Option(
            names = "--unlisted",
            paramLabel = "MEANING",
            description =
                    "What an entry that is not listed is: zero, an observed zero; or missing, unknown. Must be given,"
                            + " save where every cell is listed.")
    String unlisted;

    @Option(
            names = "--method",
            defaultValue = "auto",
            paramLabel = "METHOD",
            description =
                    "newton (alternating Newton; for gaussian that is ALS), lbfgsb, adam, adagrad, sgd (stochastic"
                            + " gradients), or auto: adam where zeros would have to be sampled, else newton; default:"
                            + " ${DEFAULT-VALUE}.")
    String method;

    @Option(
            names = "--max-iterations",
            defaultValue = "100",
            paramLabel = "N",
            description = "Sweeps, L-BFGS-B iterations, or epochs; default: ${DEFAULT-VALUE}.")
    int maxIterations;

    @Option(
            names = "--tolerance",
            defaultValue = "1e-5",
            paramLabel = "T",
            description =
                    "Stop when the objective's relative change falls below; 0 never stops; default: ${DEFAULT-VALUE}.")
    double tolerance;

    @Option(
            names = "--regularization",
            split = ",",
            defaultValue = "0",
            paramLabel = "L",
            description = "One number, or one for each mode with commas between; default: ${DEFAULT-VALUE}.")
    double[] regularization;

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
            names = "--biases",
            description = "Offsets beside the components: one of all cells and one of each row of each mode, as ratings"
                    + " want them; for losses without the bound m >= 0.")
    boolean biases;

    @Option(
            names = "--init",
            defaultValue = "random",
            paramLabel = "HOW",
            description =
                    "random, nvecs (gaussian), or the folder of a model to start from, whose labels keep their rows;"
                            + " new ones start at the mean row; default: ${DEFAULT-VALUE}.")
    String init;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--starts",
            defaultValue = "1",
            paramLabel = "N",
            description = "Fit from that many seeds and keep the best; default: ${DEFAULT-VALUE}.")
    int starts;

    @Option(
            names = "--exact-cells",
            defaultValue = "10000000",
            paramLabel = "N",
            description =
                    "Losses without a closed zero part visit every cell of a tensor up to this size and sample the zeros"
                            + " of a larger one; default: ${DEFAULT-VALUE}.")
    double exactCells;

    @Option(
            names = "--holdout",
            defaultValue = "0",
            paramLabel = "SHARE",
            description =
                    "Share of the listed entries, and as many zeros, set aside and scored at each iteration; default:"
                            + " ${DEFAULT-VALUE}.")
    double holdout;

    @Option(
            names = "--blocks",
            defaultValue = "0",
            paramLabel = "N",
            description = "Blocks of rows of a mode; they decide the arithmetic; default: 0, from the data alone.")
    int blocks;

    @Mixin
    private StochasticFlags stochastic;

    /** Whether {@code --init} names a model. */
    boolean fromModel() {
        return !init.equals("random") && !init.equals("nvecs");
    }

    Loss loss() {
        return Losses.parse(loss);
    }

    /**
     * The options, checked.
     *
     * @param start the model to start from, or null
     * @throws IllegalArgumentException for a value out of its range, or options that do not go together
     */
    GcpOptions options(Ktensor start, double timeLimit) {
        Loss parsed = loss();
        Unlisted meaning = unlisted == null ? null : Unlisted.parse(unlisted);
        if (!regularizationBy.equals("row") && !regularizationBy.equals("count")) {
            throw new InvalidInputException("--regularization-by must be row or count, found " + regularizationBy);
        }
        for (double one : regularization) {
            if (!(one >= 0 && one < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("--regularization must be 0 or more, found " + one);
            }
        }
        GcpOptions.Builder builder = GcpOptions.of(rank)
                .loss(parsed)
                .unlisted(meaning)
                .method(Method.parse(method))
                .maxIterations(maxIterations)
                .tolerance(tolerance)
                .regularization(regularization)
                .regularizationByCount(regularizationBy.equals("count"))
                .nonnegative(nonnegative)
                .biases(biases)
                .initModel(start)
                .seed(seed)
                .starts(starts)
                .exactCells(exactCells)
                .holdout(holdout)
                .blocks(blocks)
                .timeLimit(timeLimit)
                .stochastic(stochastic.options());
        return init.equals("nvecs") ? builder.nvecs().build() : builder.build();
    }

    /** What has to be the same when a fit is resumed, by option. */
    Map<String, String> deciding() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("rank", Integer.toString(rank));
        map.put("loss", loss().name());
        map.put("unlisted", String.valueOf(unlisted));
        map.put("method", method);
        map.put("regularization", Arrays.toString(regularization));
        map.put("regularization-by", regularizationBy);
        map.put("nonnegative", Boolean.toString(nonnegative));
        map.put("biases", Boolean.toString(biases));
        map.put("init", init);
        map.put("seed", Long.toString(seed));
        map.put("starts", Integer.toString(starts));
        map.put("exact-cells", Double.toString(exactCells));
        map.put("holdout", Double.toString(holdout));
        map.put("blocks", Integer.toString(blocks));
        map.putAll(stochastic.deciding());
        return map;
    }
}
