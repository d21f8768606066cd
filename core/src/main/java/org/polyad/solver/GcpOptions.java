package org.polyad.solver;

import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.tensor.Ktensor;

/**
 * What to fit and how; made by {@link #of} and a {@link Builder}. Settings of a machine (threads,
 * partitions) are not here: they never change the answer.
 *
 * @param rank R, the number of components
 * @param unlisted null: must be said before fitting, save for data that list every cell
 * @param maxIterations sweeps, or L-BFGS-B iterations
 * @param tolerance stop when the total objective's relative change falls below; 0 never stops a run
 * @param regularization one number for all modes, or one for each
 * @param regularizationByCount a row's penalty is multiplied by its number of listed entries
 * @param nonnegative bound 0 on every factor; always so where the loss has m &gt;= 0
 * @param biases offsets beside the components: one of all cells and one of each row of each mode; {@link Biases}
 * @param init how to start
 * @param initModel the model to start from with {@link Init#MODEL}, else null
 * @param starts fit from that many seeds and keep the best
 * @param exactCells losses without a closed zero part visit every cell up to that many, and sample the zeros beyond
 * @param holdout share of the listed entries (and as many zeros) set aside
 * @param blocks 0: from the data alone
 * @param timeLimit seconds; infinity: none
 * @param stochastic settings of the stochastic methods
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
        boolean biases,
        Init init,
        Ktensor initModel,
        long seed,
        int starts,
        double exactCells,
        double holdout,
        int blocks,
        double timeLimit,
        StochasticOptions stochastic) {

    /** The largest R whose square is the length of an array, some columns for biases left. */
    private static final int MOST_RANK = 46_300;

    /** How the factors start. */
    public enum Init {
        RANDOM,
        NVECS,
        MODEL
    }

    /** @throws IllegalArgumentException for a value out of its range */
    public GcpOptions {
        check(rank >= 1, "rank must be 1 or more", rank);
        check(rank <= MOST_RANK, "rank must be " + MOST_RANK + " or less, for R x R numbers to fit one array", rank);
        check(maxIterations >= 1, "max-iterations must be 1 or more", maxIterations);
        check(tolerance >= 0 && Double.isFinite(tolerance), "tolerance must be 0 or more", tolerance);
        check(starts >= 1, "starts must be 1 or more", starts);
        check(holdout >= 0 && holdout < 1, "holdout must be at least 0 and below 1", holdout);
        check(exactCells >= 0, "exact-cells must be 0 or more", exactCells);
        check(blocks >= 0, "blocks must be 0 (from the data) or more", blocks);
        check(timeLimit > 0, "time-limit must be more than 0 seconds", timeLimit);
        check((init == Init.MODEL) == (initModel != null), "a start from a model needs the model", init);
        check(init != Init.NVECS || loss.name().equals("gaussian"), "init nvecs is for loss gaussian", loss.name());
        boolean bounded = nonnegative || loss.lowerBound() == 0;
        check(!biases || !bounded, "biases need a model without the bound m >= 0", loss.name());
        check(
                !biases || method == Method.AUTO || method == Method.NEWTON,
                "biases need method newton, which can hold columns",
                method);
        regularization = regularization.clone();
    }

    private static void check(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new InvalidInputException(expected + ", found " + found);
        }
    }

    /** The bound that holds on every factor: 0 or negative infinity. */
    public double lowerBound() {
        return nonnegative || loss.lowerBound() == 0 ? 0 : Double.NEGATIVE_INFINITY;
    }

    /**
     * The method, and what {@link Method#AUTO} stands for (measured on two cores; {@code deploy/stochastic-table} measures again):
     *
     * <ul>
     *   <li>unlisted missing, or a loss whose zeros have a closed form (gaussian, poisson, beta with b = 1 or 2): alternating Newton,
     *       which then sees every cell at the cost of the listed ones. Uber pickups, poisson, rank 10: newton is within 1 % of its end
     *       after 3 s, adam not after 40 epochs, 23 s. With biases too, which only Newton holds;
     *   <li>other losses, at most {@code exactCells} cells: alternating Newton over all of them. Planted poisson-log: a score of 0.996
     *       in 0.7 s. Not always the lowest: on the kinships, bernoulli-logit, rank 20, it and lbfgsb end in flat valleys (lbfgsb at 7268
     *       after 8 s, 7165 after 5,000 iterations), which adam's noise carries it across (5165 after 50 epochs, 27 s): that is the user's
     *       choice;
     *   <li>other losses, more cells, so that zeros are sampled: adam, which draws other zeros for each step. An exact method fits the one
     *       sample that it has and nothing between: for 300,000 planted links among 2.7 10^9 cells, bernoulli-odds, rank 10, newton's
     *       objective on zeros that it has not seen was 3.97e7 after 60 s, adam's 1.73e6 after 46 s; bernoulli-logit: newton's 1.5e8, adam's
     *       2.31e6, both after 60 s (one log-odds for all cells has 3.0e6).
     * </ul>
     *
     * @param zeros as they enter the objective
     */
    public Method method(ZeroHandling zeros) {
        if (method != Method.AUTO) {
            return method;
        }
        return zeros == ZeroHandling.SAMPLED && !biases ? Method.ADAM : Method.NEWTON;
    }

    /** The columns of each factor of a model of that order: the rank, and those of the biases. */
    public int columns(int order) {
        return biases ? new Biases(rank, order).columns() : rank;
    }

    /** The defaults, for a rank. */
    public static Builder of(int rank) {
        return new Builder(rank);
    }

    /** Options step by step; what is not said stays at its default. */
    public static final class Builder {
        private final int rank;
        private Loss loss = Losses.gaussian();
        private Unlisted unlisted;
        private Method method = Method.AUTO;
        private int maxIterations = 100;
        private double tolerance = 1e-5;
        private double[] regularization = {0};
        private boolean regularizationByCount;
        private boolean nonnegative;
        private boolean biases;
        private Init init = Init.RANDOM;
        private Ktensor initModel;
        private long seed = 1;
        private int starts = 1;
        private double exactCells = 1e7;
        private double holdout;
        private int blocks;
        private double timeLimit = Double.POSITIVE_INFINITY;
        private StochasticOptions stochastic = StochasticOptions.DEFAULT;

        private Builder(int rank) {
            this.rank = rank;
        }

        public Builder loss(Loss value) {
            loss = value;
            return this;
        }

        public Builder unlisted(Unlisted value) {
            unlisted = value;
            return this;
        }

        public Builder method(Method value) {
            method = value;
            return this;
        }

        public Builder maxIterations(int value) {
            maxIterations = value;
            return this;
        }

        public Builder tolerance(double value) {
            tolerance = value;
            return this;
        }

        public Builder regularization(double... value) {
            regularization = value;
            return this;
        }

        public Builder regularizationByCount(boolean value) {
            regularizationByCount = value;
            return this;
        }

        public Builder nonnegative(boolean value) {
            nonnegative = value;
            return this;
        }

        public Builder biases(boolean value) {
            biases = value;
            return this;
        }

        public Builder nvecs() {
            init = Init.NVECS;
            return this;
        }

        /** Starts from a given model; null: from random numbers. */
        public Builder initModel(Ktensor value) {
            init = value == null ? Init.RANDOM : Init.MODEL;
            initModel = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder starts(int value) {
            starts = value;
            return this;
        }

        public Builder exactCells(double value) {
            exactCells = value;
            return this;
        }

        public Builder holdout(double value) {
            holdout = value;
            return this;
        }

        public Builder blocks(int value) {
            blocks = value;
            return this;
        }

        public Builder timeLimit(double seconds) {
            timeLimit = seconds;
            return this;
        }

        public Builder stochastic(StochasticOptions value) {
            stochastic = value;
            return this;
        }

        /** @throws IllegalArgumentException for a value out of its range */
        public GcpOptions build() {
            return new GcpOptions(
                    rank,
                    loss,
                    unlisted,
                    method,
                    maxIterations,
                    tolerance,
                    regularization,
                    regularizationByCount,
                    nonnegative,
                    biases,
                    init,
                    initModel,
                    seed,
                    starts,
                    exactCells,
                    holdout,
                    blocks,
                    timeLimit,
                    stochastic);
        }
    }
}
