package org.polyad.moments;

/**
 * Topics as moments alone give them.
 *
 * @param topics words x k, row-major; each column a distribution
 * @param alpha of the prior; for the sum 0 (a single topic a document) their shares
 * @param concentration sum of the prior for which it was solved
 * @param sums of each topic before it was made a distribution: 1 at the truth
 * @param negativeMass of all topics before that, as a share
 * @param residual of the small tensor's decomposition, relative to its norm
 * @param eigenvalues of the second moments, the largest first
 */
public record TopicEstimate(
        double[] topics,
        double[] alpha,
        double concentration,
        double[] sums,
        double negativeMass,
        double residual,
        double[] eigenvalues) {}
