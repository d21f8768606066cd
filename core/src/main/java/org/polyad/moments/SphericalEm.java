package org.polyad.moments;

import org.polyad.parallel.Threads;

/**
 * One step of expectation maximisation for a mixture of spherical Gaussians: a pass whose sums are k (d + 2) numbers. Probabilities are
 * computed by logarithms.
 */
public final class SphericalEm implements Pass<SampleBlock> {
    private static final long serialVersionUID = 1L;

    /** Of the mean variance: what a component's may not fall below. */
    private static final double LEAST = 1e-9;

    private final MixtureModel model;
    private final double[] means;

    private SphericalEm(MixtureModel model) {
        this.model = model;
        this.means = model.means();
    }

    /** @param logLikelihood a sample, of the model that the step began with */
    public record Step(MixtureModel model, double logLikelihood) {}

    /** @param equal whether all components have one variance */
    public static Step next(Passes<SampleBlock> passes, MixtureModel model, boolean equal) {
        double[][] sums = passes.sum(new SphericalEm(model));
        int k = model.components();
        int d = model.features();
        double total = sums[3][0];
        double[] weights = new double[k];
        double[] means = model.means();
        double[] variances = new double[k];
        double pooled = 0;
        for (int r = 0; r < k; r++) {
            // A component that no sample belongs to keeps a trace of weight and its place.
            double mass = Math.max(sums[0][r], 1e-12 * total);
            weights[r] = mass / total;
            double moved = 0;
            for (int i = 0; i < d; i++) {
                double shift = sums[1][r * d + i] / mass;
                means[r * d + i] += shift;
                moved += shift * shift;
            }
            variances[r] = Math.max(0, sums[2][r] / mass - moved) / d;
            pooled += weights[r] * variances[r];
        }
        double least = Math.max(LEAST * pooled, Double.MIN_NORMAL);
        for (int r = 0; r < k; r++) {
            variances[r] = equal ? Math.max(pooled, least) : Math.max(variances[r], least);
        }
        return new Step(new MixtureModel(normalised(weights), means, variances), sums[3][1] / total);
    }

    private static double[] normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int r = 0; r < weights.length; r++) {
            weights[r] /= sum;
        }
        return weights;
    }

    /** The mean log-likelihood of a sample. */
    public static double logLikelihood(Passes<SampleBlock> passes, MixtureModel model) {
        double[] sums = passes.sum(new SphericalEm(model))[3];
        return sums[1] / sums[0];
    }

    @Override
    public String name() {
        return "expectation maximisation of " + model.components() + " components";
    }

    /** By component: probabilities, sums of x - mu, of ||x - mu||^2; then the weight and the log-likelihood. */
    @Override
    public int[] lengths() {
        int k = model.components();
        return new int[] {k, k * model.features(), k, 2};
    }

    @Override
    public void add(SampleBlock block, double[][] sums) {
        int k = model.components();
        double[] probabilities = new double[block.samples() * k];
        double[] logs = new double[block.samples()];
        Threads.current().ranges(block.samples(), (from, to) -> {
            double[] own = new double[k];
            for (int s = from; s < to; s++) {
                logs[s] = model.logDensity(block.values, s * block.features, own);
                System.arraycopy(own, 0, probabilities, s * k, k);
            }
        });
        Threads.current().each(k, r -> addComponent(block, probabilities, r, sums));
        for (int s = 0; s < logs.length; s++) {
            sums[3][0] += block.weights[s];
            sums[3][1] += block.weights[s] * logs[s];
        }
    }

    private void addComponent(SampleBlock block, double[] probabilities, int r, double[][] sums) {
        int d = block.features;
        int k = model.components();
        double mass = 0;
        double distances = 0;
        for (int s = 0; s < block.samples(); s++) {
            double gamma = block.weights[s] * probabilities[s * k + r];
            double distance = 0;
            for (int i = 0; i < d; i++) {
                double difference = block.values[s * d + i] - means[r * d + i];
                distance += difference * difference;
                sums[1][r * d + i] += gamma * difference;
            }
            mass += gamma;
            distances += gamma * distance;
        }
        sums[0][r] += mass;
        sums[2][r] += distances;
    }
}
