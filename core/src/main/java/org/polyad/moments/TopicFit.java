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
        TopicMoments moments =
                TopicMoments.of(passes, words, columns(words, options), options.powers(), options.seed());
        return of(passes, moments, options);
    }

    /** Directions that the moments are kept in. */
    static int columns(int words, TopicOptions options) {
        return (int) Math.min(words, (long) options.topics() + options.oversampling());
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
        double sum = 0;
        for (double a : alpha) {
            sum += a;
        }
        // Of documents of one topic each the shares are known, but not how much they vary.
        double wanted = estimate.concentration() == 0 ? 1 : estimate.concentration();
        for (int r = 0; r < alpha.length; r++) {
            alpha[r] = VariationalStep.bounded(alpha[r] * wanted / sum);
        }
        return alpha;
    }

    private static double eta(TopicOptions options) {
        return Double.isNaN(options.eta()) ? 1.0 / options.topics() : options.eta();
    }
}
