package org.polyad.moments;

import org.polyad.parallel.Threads;

/**
 * One pass of batch variational EM for latent Dirichlet allocation: each document's posterior with the topics as they are, then
 * lambda = eta + B * sum of (c / (B e)) e', and alpha by Minka's fixed point from the mean of E[log theta].
 *
 * <p>Source: Blei, Ng and Jordan, Latent Dirichlet Allocation, JMLR 3, 2003; Minka, Estimating a Dirichlet Distribution, 2000.
 */
public final class VariationalStep implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private static final double LEAST_ALPHA = 1e-4;
    private static final double MOST_ALPHA = 1e3;
    private static final int FIXED_POINTS = 100;

    private final double[] weights;
    private final double[] alpha;

    private VariationalStep(TopicModel model) {
        this.weights = model.weights();
        this.alpha = model.alpha();
    }

    /** The model after one more pass. @param held whether alpha stays as it is */
    public static TopicModel next(Passes<DocumentBlock> passes, TopicModel model, boolean held) {
        VariationalStep step = new VariationalStep(model);
        double[][] sums = passes.sum(step);
        double[] lambda = sums[0];
        double total = 0;
        for (int p = 0; p < lambda.length; p++) {
            lambda[p] *= step.weights[p];
            total += lambda[p];
            lambda[p] += model.eta();
        }
        double tokens = sums[2][1];
        if (!(Math.abs(total - tokens) <= 1e-6 * tokens)) {
            throw new IllegalStateException("topics account for " + total + " of " + tokens + " words");
        }
        double[] next = held ? model.alpha() : alpha(model.alpha(), sums[1], sums[2][0]);
        return new TopicModel(lambda, next, model.eta());
    }

    /** Repeats psi(alpha_r) = psi(sum alpha) + mean E[log theta_r]. */
    private static double[] alpha(double[] start, double[] logs, double weight) {
        double[] alpha = start.clone();
        for (int step = 0; step < FIXED_POINTS; step++) {
            double total = 0;
            for (double a : alpha) {
                total += a;
            }
            double psi = GammaFunctions.digamma(total);
            double change = 0;
            for (int r = 0; r < alpha.length; r++) {
                double next = GammaFunctions.inverseDigamma(psi + logs[r] / weight);
                next = Math.min(MOST_ALPHA, Math.max(LEAST_ALPHA, next));
                change = Math.max(change, Math.abs(next - alpha[r]) / alpha[r]);
                alpha[r] = next;
            }
            if (change < 1e-6) {
                break;
            }
        }
        return alpha;
    }

    /** Within what a Dirichlet's parameter is kept. */
    static double bounded(double alpha) {
        return Math.min(MOST_ALPHA, Math.max(LEAST_ALPHA, alpha));
    }

    @Override
    public String name() {
        return "variational pass of " + alpha.length + " topics";
    }

    @Override
    public int[] lengths() {
        return new int[] {weights.length, alpha.length, 2};
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        int topics = alpha.length;
        double[] shares = new double[block.documents() * topics];
        double[] logs = new double[shares.length];
        double[] values = new double[block.cells()];
        Threads.current().ranges(block.documents(), (from, to) -> {
            DocumentPosterior posterior = new DocumentPosterior(weights, alpha);
            for (int d = from; d < to; d++) {
                int first = block.start[d];
                int last = block.start[d + 1];
                posterior.infer(block.words, block.counts, first, last);
                System.arraycopy(posterior.expectedShares(), 0, shares, d * topics, topics);
                System.arraycopy(posterior.expectedLogs(), 0, logs, d * topics, topics);
                for (int c = first; c < last; c++) {
                    values[c] = block.weights[d] * posterior.ratios()[c - first];
                }
            }
        });
        CountMoments.scatter(block, values, shares, topics, sums[0]);
        for (int d = 0; d < block.documents(); d++) {
            for (int r = 0; r < topics; r++) {
                sums[1][r] += block.weights[d] * logs[d * topics + r];
            }
            sums[2][0] += block.weights[d];
            sums[2][1] += block.weights[d] * block.lengths[d];
        }
    }
}
