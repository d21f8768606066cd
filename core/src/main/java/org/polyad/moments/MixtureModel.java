package org.polyad.moments;

import java.io.Serializable;
import org.polyad.InvalidInputException;
import org.polyad.loss.batch.Elementary;

/** A mixture of spherical Gaussians: x = mu_h + sigma_h z, h drawn by the weights. */
public final class MixtureModel implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double LOG_2PI = 1.8378770664093454836;

    private final double[] weights;
    private final double[] means;
    private final double[] variances;
    private final int features;

    /**
     * @param weights k, positive, summing to 1
     * @param means k x d, row-major
     * @param variances sigma^2, k, positive
     */
    public MixtureModel(double[] weights, double[] means, double[] variances) {
        if (weights.length == 0 || variances.length != weights.length || means.length % weights.length != 0) {
            throw new InvalidInputException("a mixture needs a weight, a mean and a variance for each component");
        }
        this.weights = weights;
        this.means = means;
        this.variances = variances;
        this.features = means.length / weights.length;
    }

    public int components() {
        return weights.length;
    }

    public int features() {
        return features;
    }

    public double[] weights() {
        return weights.clone();
    }

    /** k x d, row-major. */
    public double[] means() {
        return means.clone();
    }

    public double[] variances() {
        return variances.clone();
    }

    /**
     * The log-density of a sample, and the probabilities of the components given it. Logarithms throughout: in many features densities
     * underflow.
     *
     * @param x numbers, the sample's from {@code from} on (input)
     * @param probabilities k (output)
     */
    public double logDensity(double[] x, int from, double[] probabilities) {
        double most = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < weights.length; r++) {
            double distance = 0;
            for (int i = 0; i < features; i++) {
                double difference = x[from + i] - means[r * features + i];
                distance += difference * difference;
            }
            probabilities[r] = Elementary.log(weights[r])
                    - 0.5 * (features * (LOG_2PI + Elementary.log(variances[r])) + distance / variances[r]);
            most = Math.max(most, probabilities[r]);
        }
        double sum = 0;
        for (int r = 0; r < weights.length; r++) {
            probabilities[r] = Elementary.exp(probabilities[r] - most);
            sum += probabilities[r];
        }
        for (int r = 0; r < weights.length; r++) {
            probabilities[r] /= sum;
        }
        return most + Elementary.log(sum);
    }
}
