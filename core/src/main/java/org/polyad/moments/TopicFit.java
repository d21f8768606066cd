package org.polyad.moments;

import java.util.Locale;
import org.polyad.InvalidInputException;

/**
 * Topics of documents: moments first, which need no random start, then a few variational passes from there.
 *
 * @param model what was fitted
 * @param moments the documents, compressed: other numbers of topics and other priors are solved from it without them
 * @param estimate what the moments alone said
 */
public record TopicFit(TopicModel model, TopicMoments moments, TopicEstimate estimate) {

    /**
     * @param words size of the vocabulary
     * @throws InvalidInputException for documents that do not support so many topics
     */
    public static TopicFit of(Passes<DocumentBlock> passes, int words, TopicOptions options) {
        int k = options.topics();
        if (k > words) {
            throw new InvalidInputException(k + " topics need " + k + " or more words, found " + words);
        }
        int columns = (int) Math.min(words, (long) k + options.oversampling());
        TopicMoments moments = TopicMoments.of(passes, words, columns, options.powers(), options.seed());
        return of(passes, moments, options);
    }

    /** As above, from moments that are there already. */
    public static TopicFit of(Passes<DocumentBlock> passes, TopicMoments moments, TopicOptions options) {
        if (options.supportedOnly()) {
            check(moments, options.topics());
        }
        TopicEstimate estimate = estimate(moments, options);
        TopicModel model = TopicModel.of(estimate, moments, alpha(estimate, options), eta(options));
        for (int pass = 0; pass < options.passes(); pass++) {
            model = VariationalStep.next(passes, model, options.alpha() != null);
        }
        return new TopicFit(model, moments, estimate);
    }

    private static void check(TopicMoments moments, int topics) {
        int supported = moments.supported();
        if (topics > supported) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the documents support %d topics, not %d: beyond that the second moments are noise (topic %d has z = %.1f); ask for"
                            + " fewer topics or give more documents",
                    supported,
                    topics,
                    supported + 1,
                    moments.z()[supported]));
        }
    }

    private static TopicEstimate estimate(TopicMoments moments, TopicOptions options) {
        TopicSolver solver = new TopicSolver(moments, options.topics(), options.seed());
        double a0 = options.concentration();
        if (options.alpha() != null) {
            a0 = 0;
            for (double alpha : options.alpha()) {
                a0 += alpha;
            }
        } else if (Double.isNaN(a0)) {
            a0 = solver.concentration();
        }
        return solver.solve(a0);
    }

    private static double[] alpha(TopicEstimate estimate, TopicOptions options) {
        if (options.alpha() != null) {
            return options.alpha().clone();
        }
        double[] alpha = estimate.alpha().clone();
        for (int r = 0; r < alpha.length; r++) {
            alpha[r] = VariationalStep.bounded(alpha[r]);
        }
        return alpha;
    }

    private static double eta(TopicOptions options) {
        return Double.isNaN(options.eta()) ? 1.0 / options.topics() : options.eta();
    }
}
