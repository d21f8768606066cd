package org.polyad.solver;

import java.util.Locale;
import org.polyad.InvalidInputException;

/**
 * Settings of the stochastic methods. Zero stands for a formula of the sizes: see {@link EpochPlan}.
 *
 * @param sampler how cells are drawn
 * @param samplesNonzero listed entries drawn a step, over all blocks; 0: by formula
 * @param samplesZero zeros drawn a step, over all blocks; 0: by formula
 * @param epochIterations steps of each mode an epoch
 * @param tau steps of a mode before the next one's turn; 0: by formula
 * @param rate length of a step, of Adam about what a number moves by at most; absolute, as Kolda and Hong's: larger values want a larger one, sgd a far
 *     smaller one
 * @param decay what a failed epoch multiplies the rate by
 * @param maxFails failed epochs that a run goes on after
 * @param amsgrad Adam with the largest second moment so far
 * @param polish sweeps of alternating Newton at the end
 */
public record StochasticOptions(
        Sampling sampler,
        int samplesNonzero,
        int samplesZero,
        int epochIterations,
        int tau,
        double rate,
        double decay,
        int maxFails,
        boolean amsgrad,
        int polish) {

    /** Kolda and Hong's. */
    public static final StochasticOptions DEFAULT =
            new StochasticOptions(Sampling.AUTO, 0, 0, 1000, 0, 1e-3, 0.1, 1, false, 0);

    /** How cells are drawn, by the names that users write. */
    public enum Sampling {
        /** Listed entries only where unlisted ones are missing; else stratified, and semi-stratified where fewer than 1 % are listed. */
        AUTO,
        STRATIFIED,
        SEMI_STRATIFIED;

        /** @throws IllegalArgumentException for another name */
        public static Sampling parse(String name) {
            for (Sampling sampling : values()) {
                if (sampling.toString().equals(name)) {
                    return sampling;
                }
            }
            throw new InvalidInputException("sampler must be auto, stratified or semi-stratified, found " + name);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @throws IllegalArgumentException for a value out of its range */
    public StochasticOptions {
        check(samplesNonzero >= 0, "samples-nonzero must be 0 (by formula) or more", samplesNonzero);
        check(samplesZero >= 0, "samples-zero must be 0 (by formula) or more", samplesZero);
        check(epochIterations >= 1, "epoch-iterations must be 1 or more", epochIterations);
        check(tau >= 0, "tau must be 0 (by formula) or more", tau);
        check(rate > 0 && rate < Double.POSITIVE_INFINITY, "rate must be more than 0", rate);
        check(decay > 0 && decay <= 1, "decay must be more than 0, and 1 at most", decay);
        check(maxFails >= 0, "max-fails must be 0 or more", maxFails);
        check(polish >= 0, "polish must be 0 or more sweeps", polish);
    }

    /** The same with another rate. */
    public StochasticOptions withRate(double value) {
        return new StochasticOptions(
                sampler, samplesNonzero, samplesZero, epochIterations, tau, value, decay, maxFails, amsgrad, polish);
    }

    private static void check(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new InvalidInputException(expected + ", found " + found);
        }
    }
}
