package org.polyad.moments;

import java.util.Locale;
import org.polyad.InvalidInputException;

/**
 * A mixture of spherical Gaussians from {@link SampleMoments}. The k centred means are dependent (sum w nu = 0), so one virtual
 * coordinate of the same value tau is added to all: with D the k - 1 eigenvalues less sigma2, and e the added axis,
 *
 * <pre>
 * M2 = diag(D, tau^2) = sum_i w_i nu_i nu_i'
 * M3 = mean p^3 - sym(I, mean p r) + tau sym(diag(D, 0), e) + tau^3 e^3 = sum_i w_i nu_i^3
 * </pre>
 *
 * M3, whitened by M2, is decomposed by {@link TensorPower}: w = lambda^-2, nu = lambda B v, mu = m1 + U nu.
 *
 * <p>Source: Hsu and Kakade, ITCS 2013, theorem 1.
 */
public final class MixtureSolver {
    private MixtureSolver() {}

    /**
     * What moments alone say.
     *
     * @param weightSum of the weights before they were made to sum to 1: 1 at the truth
     * @param residual of the small tensor's decomposition, relative to its norm
     */
    public record Estimate(MixtureModel model, double weightSum, double residual) {}

    /**
     * @param equal whether all components have one variance
     * @throws InvalidInputException when the samples are no mixture of so many spherical components
     */
    public static Estimate solve(SampleMoments moments, boolean equal, long seed) {
        int k = moments.shared().length + 1;
        if (k == 1) {
            double[] variance = {moments.sigma2()};
            check(variance, 1);
            return new Estimate(
                    new MixtureModel(new double[] {1}, moments.mean().clone(), variance), 1, 0);
        }
        double[] shared = equal ? new double[k - 1] : moments.shared();
        double[] excess = excess(moments, k);
        double tau = Math.sqrt(excess[k - 1]);
        double[] scale = new double[k * k];
        for (int c = 0; c < k; c++) {
            scale[c * k + c] = 1 / Math.sqrt(excess[c]);
        }
        SmallTensor third = third(moments.cube(), shared, excess, tau).transformed(scale, k);
        TensorPower.Result power = TensorPower.of(third, null, seed);
        return estimate(moments, power, excess, equal);
    }

    /** The k - 1 eigenvalues less sigma2, then tau^2, their mean. */
    private static double[] excess(SampleMoments moments, int k) {
        double[] excess = new double[k];
        for (int c = 0; c < k - 1; c++) {
            excess[c] = moments.eigenvalues()[c] - moments.sigma2();
            if (!(excess[c] > 1e-12 * moments.eigenvalues()[0])) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "%d components cannot be told apart in the covariance (eigenvalue %d is %.3g, the noise %.3g): ask for fewer",
                        k,
                        c + 1,
                        moments.eigenvalues()[c],
                        moments.sigma2()));
            }
            excess[k - 1] += excess[c] / (k - 1);
        }
        return excess;
    }

    private static SmallTensor third(SmallTensor cube, double[] shared, double[] excess, double tau) {
        int k = excess.length;
        SmallTensor third = new SmallTensor(k);
        System.arraycopy(cube.values(), 0, third.values(), 0, cube.values().length);
        double[] identity = new double[k * k];
        double[] diagonal = new double[k * k];
        double[] more = java.util.Arrays.copyOf(shared, k);
        double[] axis = new double[k];
        axis[k - 1] = 1;
        for (int c = 0; c < k - 1; c++) {
            identity[c * k + c] = 1;
            diagonal[c * k + c] = excess[c];
        }
        third.addSymmetric(-1, identity, more);
        third.addSymmetric(tau, diagonal, axis);
        third.addCube(tau * tau * tau, axis);
        return third;
    }

    private static Estimate estimate(SampleMoments moments, TensorPower.Result power, double[] excess, boolean equal) {
        int k = excess.length;
        int d = moments.mean().length;
        double[] weights = new double[k];
        double[] means = new double[k * d];
        double[] system = new double[k * k];
        double sum = 0;
        for (int r = 0; r < k; r++) {
            double lambda = power.lambda()[r];
            weights[r] = 1 / (lambda * lambda);
            sum += weights[r];
            for (int i = 0; i < d; i++) {
                means[r * d + i] = moments.mean()[i];
            }
            for (int c = 0; c < k - 1; c++) {
                double nu = lambda * Math.sqrt(excess[c]) * power.vectors()[r][c];
                system[c * k + r] = nu;
                for (int i = 0; i < d; i++) {
                    means[r * d + i] += nu * moments.directions()[c * d + i];
                }
            }
            system[(k - 1) * k + r] = 1;
        }
        for (int r = 0; r < k; r++) {
            weights[r] /= sum;
        }
        double[] variances = equal ? filled(k, moments.sigma2()) : variances(moments, system, weights);
        check(variances, k);
        return new Estimate(new MixtureModel(weights, means, variances), sum, power.residual());
    }

    private static double[] filled(int k, double value) {
        double[] filled = new double[k];
        java.util.Arrays.fill(filled, value);
        return filled;
    }

    /** s_i = w_i sigma_i^2 solves [nu; 1] s = [mean p r; sigma2]. */
    private static double[] variances(SampleMoments moments, double[] system, double[] weights) {
        int k = weights.length;
        double[] right = java.util.Arrays.copyOf(moments.shared(), k);
        right[k - 1] = moments.sigma2();
        double[] variances = Matrices.solve(system, right, k, 1);
        if (variances == null) {
            throw new InvalidInputException(k + " components cannot be told apart by their means: ask for fewer");
        }
        for (int r = 0; r < k; r++) {
            variances[r] /= weights[r];
        }
        return variances;
    }

    private static void check(double[] variances, int k) {
        for (int r = 0; r < k; r++) {
            if (!(variances[r] > 0)) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "component %d would have the variance %.3g: the components are not spherical, or %d are too many",
                        r + 1,
                        variances[r],
                        k));
            }
        }
    }
}
