package org.polyad.moments;

import org.polyad.InvalidInputException;

/**
 * What samples say about a mixture of k spherical Gaussians, in centred coordinates: with U the k - 1 leading eigenvectors of the
 * covariance, p = U'(x - m1) and r = (||x - m1||^2 - ||p||^2) / (d - k + 1),
 *
 * <pre>
 * sigma2 = (trace - sum of the k - 1 eigenvalues) / (d - k + 1) = sum_i w_i sigma_i^2
 * mean p (x) p (x) p,   mean p r = sum_i w_i sigma_i^2 U'(mu_i - m1)
 * </pre>
 *
 * <p>Source: Hsu and Kakade, Learning Mixtures of Spherical Gaussians: Moment Methods and Spectral Decompositions, ITCS 2013; the mean
 * over the whole tail of the spectrum in place of its smallest eigenvalue is steadier.
 *
 * @param mean m1
 * @param directions U', (k - 1) x d, row-major
 * @param eigenvalues all of the covariance, the largest first
 * @param sigma2 the mean variance of the noise
 * @param cube mean p (x) p (x) p
 * @param shared mean p r
 * @param z of the leading directions of one half of the samples, by the other half: excess variance by its standard error
 * @param samples how many there are
 */
public record SampleMoments(
        double[] mean,
        double[] directions,
        double[] eigenvalues,
        double sigma2,
        SmallTensor cube,
        double[] shared,
        double[] z,
        double samples) {
    /** A covariance that is kept as a whole. */
    private static final int WIDEST = 2000;

    /** Directions tested beside those that k components need. */
    private static final int MORE = 5;

    /**
     * Three passes.
     *
     * @throws InvalidInputException for fewer features than components, more than 2,000 features, or no samples
     */
    public static SampleMoments of(Passes<SampleBlock> passes, int features, int k, long seed) {
        if (features < k || features < 2 && k > 1) {
            throw new InvalidInputException(k + " components need " + k + " or more features, found " + features
                    + ": the variance of the noise is seen in the features that are left");
        }
        if (features > WIDEST) {
            throw new InvalidInputException(
                    "a mixture by moments has " + WIDEST + " features at most, found " + features
                            + ": reduce them first, by PCA or random projections, which keep spherical components spherical");
        }
        double[][] sums = passes.sum(new MeanPass(features));
        double weight = sums[1][0];
        if (!(weight > 0)) {
            throw new InvalidInputException("there are no samples");
        }
        double[] mean = sums[0];
        for (int i = 0; i < features; i++) {
            mean[i] /= weight;
        }
        double[][] halves = passes.sum(new CovariancePass(mean, seed));
        Matrices.Eigen all = eigen(halves, mean.length, true);
        Matrices.Eigen half = eigen(halves, mean.length, false);
        int tested = Math.min(features, k - 1 + MORE);
        double[] directions = java.util.Arrays.copyOf(all.vectors(), (k - 1) * features);
        double[] first = java.util.Arrays.copyOf(half.vectors(), tested * features);
        double[][] third = passes.sum(new ProjectionPass(mean, directions, first, seed));
        return finish(
                new SampleMoments(
                        mean, directions, all.values(), sigma2(all.values(), k), null, null, z(third), sums[1][1]),
                third,
                weight);
    }

    private static SampleMoments finish(SampleMoments of, double[][] third, double weight) {
        for (int p = 0; p < third[0].length; p++) {
            third[0][p] /= weight;
        }
        for (int c = 0; c < third[1].length; c++) {
            third[1][c] /= weight;
        }
        SmallTensor cube = new SmallTensor(third[1].length, third[0]);
        return new SampleMoments(of.mean, of.directions, of.eigenvalues, of.sigma2, cube, third[1], of.z, of.samples);
    }

    /** Of the covariance of all samples, or of the first half. */
    private static Matrices.Eigen eigen(double[][] halves, int d, boolean all) {
        double weight = Math.max(halves[2][0] + (all ? halves[2][1] : 0), Double.MIN_NORMAL);
        double[] covariance = new double[d * d];
        int at = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = (halves[0][at] + (all ? halves[1][at] : 0)) / weight;
                covariance[i * d + j] = value;
                covariance[j * d + i] = value;
                at++;
            }
        }
        return Matrices.Eigen.of(covariance, d);
    }

    /** The mean of the eigenvalues past the first k - 1. */
    private static double sigma2(double[] eigenvalues, int k) {
        double sum = 0;
        for (int i = eigenvalues.length - 1; i >= k - 1; i--) {
            sum += eigenvalues[i];
        }
        return sum / (eigenvalues.length - k + 1);
    }

    private static double[] z(double[][] third) {
        double[] z = new double[third[2].length];
        double weight = third[5][0];
        for (int c = 0; c < z.length; c++) {
            double mean = third[2][c] / weight;
            double variance = (third[3][c] - 2 * mean * third[4][c] + mean * mean * third[5][1]) / (weight * weight);
            z[c] = variance > 0 ? mean / Math.sqrt(variance) : 0;
        }
        return z;
    }

    /** How many components the samples support: 1, and one more for each leading direction of more variance than the noise has. */
    public int supported() {
        int k = 0;
        while (k < z.length && z[k] > 3) {
            k++;
        }
        return 1 + k;
    }
}
