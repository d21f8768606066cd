package org.polyad.moments;

import org.polyad.loss.batch.Elementary;
import org.polyad.parallel.Threads;

/**
 * The variational lower bound of the log-likelihood of documents, as MLlib's LDA reports it: what the documents add, and what the
 * topics' own prior adds.
 *
 * <p>Source: Hoffman, Blei and Bach, NIPS 2010, equation 4.
 */
public final class TopicBound implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private final double[] weights;
    private final double[] alpha;

    private TopicBound(TopicModel model) {
        this.weights = model.weights();
        this.alpha = model.alpha();
    }

    /** @param tokens words of all documents, by weight */
    public record Bound(double logLikelihood, double tokens) {
        /** - bound / tokens. */
        public double logPerplexity() {
            return -logLikelihood / tokens;
        }
    }

    public static Bound of(Passes<DocumentBlock> passes, TopicModel model) {
        double[] sums = passes.sum(new TopicBound(model))[0];
        return new Bound(sums[0] + topics(model), sums[1]);
    }

    private static double topics(TopicModel model) {
        double[] logs = model.expectedLogs();
        double[] lambda = model.lambda();
        int k = model.topics();
        double[] totals = new double[k];
        double bound = 0;
        double prior = GammaFunctions.logGamma(model.eta());
        for (int p = 0; p < lambda.length; p++) {
            bound += (model.eta() - lambda[p]) * logs[p] + GammaFunctions.logGamma(lambda[p]) - prior;
            totals[p % k] += lambda[p];
        }
        for (double total : totals) {
            bound += GammaFunctions.logGamma(model.eta() * model.words()) - GammaFunctions.logGamma(total);
        }
        return bound;
    }

    @Override
    public String name() {
        return "bound of " + alpha.length + " topics";
    }

    @Override
    public int[] lengths() {
        return new int[] {2};
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        double[] bounds = new double[block.documents()];
        Threads.current().ranges(bounds.length, (from, to) -> {
            DocumentPosterior posterior = new DocumentPosterior(weights, alpha);
            for (int d = from; d < to; d++) {
                posterior.infer(block.words, block.counts, block.start[d], block.start[d + 1]);
                bounds[d] = bound(block, d, posterior);
            }
        });
        for (int d = 0; d < bounds.length; d++) {
            sums[0][0] += block.weights[d] * bounds[d];
            sums[0][1] += block.weights[d] * block.lengths[d];
        }
    }

    private double bound(DocumentBlock block, int d, DocumentPosterior posterior) {
        double bound = 0;
        for (int c = block.start[d]; c < block.start[d + 1]; c++) {
            double count = block.counts[c];
            bound += count * Elementary.log(count / posterior.ratios()[c - block.start[d]]);
        }
        double[] gamma = posterior.gamma();
        double prior = 0;
        double total = 0;
        for (int r = 0; r < alpha.length; r++) {
            bound += (alpha[r] - gamma[r]) * posterior.expectedLogs()[r];
            bound += GammaFunctions.logGamma(gamma[r]) - GammaFunctions.logGamma(alpha[r]);
            prior += alpha[r];
            total += gamma[r];
        }
        return bound + GammaFunctions.logGamma(prior) - GammaFunctions.logGamma(total);
    }
}
