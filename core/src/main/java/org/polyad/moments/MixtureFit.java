package org.polyad.moments;

import java.util.Locale;
import org.polyad.InvalidInputException;

/**
 * A mixture of spherical Gaussians: moments first, which need no random start, then steps of expectation maximisation from there.
 *
 * @param logLikelihood a sample, of the model before the last step
 * @param steps of expectation maximisation that were made
 */
public record MixtureFit(
        MixtureModel model, SampleMoments moments, MixtureSolver.Estimate estimate, double logLikelihood, int steps) {

    /**
     * @param components k, 1 or more
     * @param equal whether all components have one variance
     * @param steps of expectation maximisation at most; 0: moments alone
     * @param tolerance steps end when the log-likelihood a sample rises by less
     * @param supportedOnly whether more components than the samples support are refused
     */
    public record Options(
            int components, boolean equal, int steps, double tolerance, boolean supportedOnly, long seed) {
        public Options {
            if (components < 1 || steps < 0 || !(tolerance >= 0)) {
                throw new InvalidInputException(
                        "a mixture needs 1 component or more, and steps and a tolerance of 0 or more, found "
                                + components + ", " + steps + " and " + tolerance);
            }
        }

        /** The defaults. */
        public static Options of(int components) {
            return new Options(components, false, 20, 1e-6, true, 1);
        }
    }

    /** @throws InvalidInputException for samples that are no mixture of so many spherical components */
    public static MixtureFit of(Passes<SampleBlock> passes, int features, Options options) {
        int k = options.components();
        SampleMoments moments = SampleMoments.of(passes, features, k, options.seed());
        if (options.supportedOnly()) {
            check(moments, k);
        }
        MixtureSolver.Estimate estimate = MixtureSolver.solve(moments, options.equal(), options.seed());
        MixtureModel model = estimate.model();
        double before = Double.NEGATIVE_INFINITY;
        int steps = 0;
        while (steps < options.steps()) {
            SphericalEm.Step step = SphericalEm.next(passes, model, options.equal());
            model = step.model();
            steps++;
            boolean done = step.logLikelihood() - before < options.tolerance();
            before = step.logLikelihood();
            if (done) {
                break;
            }
        }
        double logLikelihood = steps == 0 ? SphericalEm.logLikelihood(passes, model) : before;
        return new MixtureFit(model, moments, estimate, logLikelihood, steps);
    }

    private static void check(SampleMoments moments, int k) {
        int supported = moments.supported();
        if (k > supported) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the samples support %d components, not %d: direction %d of the means has z = %.1f; ask for fewer components or"
                            + " give more samples",
                    supported,
                    k,
                    supported,
                    moments.z()[supported - 1]));
        }
    }
}
