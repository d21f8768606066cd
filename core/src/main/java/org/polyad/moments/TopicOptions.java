package org.polyad.moments;

import org.polyad.InvalidInputException;

/**
 * How topics are fitted.
 *
 * @param topics how many, 1 or more
 * @param concentration the sum of the prior of topic shares; NaN: chosen by the moments
 * @param alpha the prior itself, which then stays as it is; null: estimated
 * @param eta of the prior of the topics' word shares; NaN: 1 / topics
 * @param passes variational passes that follow the moments; 0: moments alone
 * @param oversampling directions kept beside as many as topics
 * @param powers steps of the range finder
 * @param supportedOnly whether more topics than the documents support are refused
 * @param seed of all random numbers
 */
public record TopicOptions(
        int topics,
        double concentration,
        double[] alpha,
        double eta,
        int passes,
        int oversampling,
        int powers,
        boolean supportedOnly,
        long seed) {

    public TopicOptions {
        check(topics >= 1, "the number of topics must be 1 or more, found " + topics);
        check(!(concentration < 0), "the sum of a prior must be 0 or more, found " + concentration);
        check(alpha == null || alpha.length == topics, "a prior of " + topics + " topics needs as many numbers");
        for (int r = 0; alpha != null && r < alpha.length; r++) {
            check(alpha[r] > 0 && alpha[r] <= Double.MAX_VALUE, "a prior must be positive, found " + alpha[r]);
        }
        check(!(eta <= 0), "the prior of words must be positive, found " + eta);
        check(passes >= 0, "the number of passes must be 0 or more, found " + passes);
        check(oversampling >= 0, "oversampling must be 0 or more, found " + oversampling);
        check(powers >= 0, "power iterations must be 0 or more, found " + powers);
    }

    /** The defaults. */
    public static TopicOptions of(int topics) {
        return new TopicOptions(topics, Double.NaN, null, Double.NaN, 5, 10, 2, true, 1);
    }

    /** For another number of topics; without a prior that is held. */
    public TopicOptions withTopics(int value) {
        return new TopicOptions(value, concentration, null, eta, passes, oversampling, powers, supportedOnly, seed);
    }

    public TopicOptions withConcentration(double value) {
        return new TopicOptions(topics, value, alpha, eta, passes, oversampling, powers, supportedOnly, seed);
    }

    public TopicOptions withAlpha(double[] value) {
        return new TopicOptions(topics, concentration, value, eta, passes, oversampling, powers, supportedOnly, seed);
    }

    public TopicOptions withEta(double value) {
        return new TopicOptions(topics, concentration, alpha, value, passes, oversampling, powers, supportedOnly, seed);
    }

    public TopicOptions withPasses(int value) {
        return new TopicOptions(topics, concentration, alpha, eta, value, oversampling, powers, supportedOnly, seed);
    }

    public TopicOptions withOversampling(int value) {
        return new TopicOptions(topics, concentration, alpha, eta, passes, value, powers, supportedOnly, seed);
    }

    public TopicOptions withPowers(int value) {
        return new TopicOptions(topics, concentration, alpha, eta, passes, oversampling, value, supportedOnly, seed);
    }

    public TopicOptions withSupportedOnly(boolean value) {
        return new TopicOptions(topics, concentration, alpha, eta, passes, oversampling, powers, value, seed);
    }

    public TopicOptions withSeed(long value) {
        return new TopicOptions(topics, concentration, alpha, eta, passes, oversampling, powers, supportedOnly, value);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new InvalidInputException(message);
        }
    }
}
