package org.polyad.sampling;

import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;

/** The distribution behind a loss: draws of x where the model's value is m. */
interface LossDraw {
    double x(double m, DrawStream random);

    /**
     * The distribution of a built-in loss. Those of gaussian and huber (whose one draw in twenty is ten times as wide) have the
     * standard deviation {@code spread}; gamma and beta, drawn as a gamma, have {@code noise} times their mean.
     *
     * @param noise relative, 0 or more
     * @param spread absolute, for the losses that live on the whole line
     * @throws IllegalArgumentException for a loss without a known distribution
     */
    static LossDraw of(Loss loss, double noise, double spread) {
        String family = loss.name().replaceFirst("\\(.*", "");
        return switch (family) {
            case "gaussian" -> (m, random) -> m + spread * random.normal();
            case "huber" -> (m, random) -> m + (random.uniform() < 0.05 ? 10 : 1) * spread * random.normal();
            case "bernoulli-logit", "bernoulli-odds" -> (m, random) -> random.uniform() < loss.mean(m) ? 1 : 0;
            case "poisson", "poisson-log" -> (m, random) -> random.poisson(loss.mean(m));
            case "gamma", "beta" -> (m, random) -> gamma(m, noise, random);
            case "rayleigh" -> (m, random) -> positive(m * Math.sqrt(4 / Math.PI * random.exponential()));
            case "negative-binomial" -> {
                // E[x] = k m: a Poisson whose mean is m times a gamma of shape k.
                double k = loss.mean(1);
                yield (m, random) -> random.poisson(m * random.gamma(k));
            }
            default ->
                throw new InvalidInputException(
                        "values can be drawn for the built-in losses only, but the loss is " + loss.name());
        };
    }

    private static double gamma(double mean, double noise, DrawStream random) {
        double shape = 1 / (noise * noise);
        return positive(noise == 0 ? mean : mean * random.gamma(shape) / shape);
    }

    /** Rounding must not leave the domain x > 0. */
    private static double positive(double x) {
        return Math.max(x, Double.MIN_NORMAL);
    }
}
