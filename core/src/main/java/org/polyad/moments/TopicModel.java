package org.polyad.moments;

import java.io.Serializable;
import org.polyad.InvalidInputException;
import org.polyad.loss.batch.Elementary;

/**
 * A latent Dirichlet allocation: a document's topic shares are Dirichlet(alpha), topic r's word shares are Dirichlet(lambda of column r),
 * with the mean lambda / column sum.
 */
public final class TopicModel implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of the words' shares in all documents, mixed into topics found by moments: a probability of 0 never comes back. */
    private static final double UNIGRAM = 1e-3;

    private final int topics;
    private final double[] lambda;
    private final double[] alpha;
    private final double eta;

    /**
     * @param lambda words x topics, row-major, positive
     * @param alpha as many as topics, positive
     * @param eta of the prior of the topics' word shares
     */
    public TopicModel(double[] lambda, double[] alpha, double eta) {
        if (alpha.length == 0 || lambda.length % alpha.length != 0) {
            throw new InvalidInputException("lambda must have a number for each word and topic, found " + lambda.length
                    + " for " + alpha.length + " topics");
        }
        this.topics = alpha.length;
        this.lambda = lambda;
        this.alpha = alpha;
        this.eta = eta;
    }

    /** The start of the variational passes: lambda = eta + tokens / k topics, with a little of every word. */
    static TopicModel of(TopicEstimate estimate, TopicMoments moments, double[] alpha, double eta) {
        int k = alpha.length;
        double[] frequencies = moments.frequencies();
        double[] lambda = new double[estimate.topics().length];
        double tokens = moments.tokens() / k;
        for (int p = 0; p < lambda.length; p++) {
            double share = (1 - UNIGRAM) * estimate.topics()[p] + UNIGRAM * frequencies[p / k];
            lambda[p] = eta + tokens * share;
        }
        return new TopicModel(lambda, alpha, eta);
    }

    public int topics() {
        return topics;
    }

    public int words() {
        return lambda.length / topics;
    }

    /** Words x topics, row-major. */
    public double[] lambda() {
        return lambda;
    }

    public double[] alpha() {
        return alpha;
    }

    public double eta() {
        return eta;
    }

    private double[] columnSums() {
        double[] sums = new double[topics];
        for (int p = 0; p < lambda.length; p++) {
            sums[p % topics] += lambda[p];
        }
        return sums;
    }

    /** The mean word shares, words x topics, row-major: each column sums to 1. */
    public double[] distributions() {
        double[] sums = columnSums();
        double[] mean = new double[lambda.length];
        for (int p = 0; p < mean.length; p++) {
            mean[p] = lambda[p] / sums[p % topics];
        }
        return mean;
    }

    /** E[log of the word shares], words x topics. */
    double[] expectedLogs() {
        double[] sums = columnSums();
        for (int r = 0; r < topics; r++) {
            sums[r] = GammaFunctions.digamma(sums[r]);
        }
        double[] logs = new double[lambda.length];
        org.polyad.parallel.Threads.current().rows(words(), i -> {
            for (int p = i * topics; p < (i + 1) * topics; p++) {
                logs[p] = GammaFunctions.digamma(lambda[p]) - sums[p % topics];
            }
        });
        return logs;
    }

    /** exp E[log of the word shares], words x topics: what a document's posterior is computed with. */
    public double[] weights() {
        double[] weights = expectedLogs();
        org.polyad.parallel.Threads.current().rows(words(), i -> {
            for (int p = i * topics; p < (i + 1) * topics; p++) {
                weights[p] = Elementary.exp(weights[p]);
            }
        });
        return weights;
    }
}
