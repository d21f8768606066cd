package org.polyad.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.solver.StochasticOptions;
import picocli.CommandLine.Option;

/** Settings of the methods adam, adagrad and sgd. */
final class StochasticFlags {
    @Option(
            names = "--sampler",
            defaultValue = "auto",
            paramLabel = "SCHEME",
            description =
                    "How adam, adagrad and sgd draw cells: stratified, semi-stratified (no look-up of what is listed),"
                            + " or auto: the second where fewer than 1 % of the cells are listed; default:"
                            + " ${DEFAULT-VALUE}.")
    String sampler;

    @Option(
            names = "--samples-nonzero",
            paramLabel = "N",
            description = "Listed entries drawn a step; default: 3/1000 of them, 1000 or more.")
    Integer samplesNonzero;

    @Option(names = "--samples-zero", paramLabel = "N", description = "Zeros drawn a step; default: as listed entries.")
    Integer samplesZero;

    @Option(
            names = "--epoch-iterations",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Steps of each mode an epoch; default: ${DEFAULT-VALUE}.")
    int epochIterations;

    @Option(
            names = "--tau",
            paramLabel = "N",
            description = "Steps of a mode before the next one's turn; default: by the sizes, 10 to 500, fewer as the"
                    + " objective flattens.")
    Integer tau;

    @Option(
            names = "--rate",
            defaultValue = "1e-3",
            paramLabel = "X",
            description =
                    "Length of a step, about what adam moves a number by; default: ${DEFAULT-VALUE}. Large values want"
                            + " a larger rate, sgd a far smaller one.")
    double rate;

    @Option(
            names = "--decay",
            defaultValue = "0.1",
            paramLabel = "X",
            description = "What an epoch that fails, or gains less than the tolerance, multiplies the rate by; default:"
                    + " ${DEFAULT-VALUE}.")
    double decay;

    @Option(
            names = "--max-fails",
            defaultValue = "1",
            paramLabel = "N",
            description = "Such epochs that a fit goes on after; default: ${DEFAULT-VALUE}.")
    int maxFails;

    @Option(names = "--amsgrad", description = "Adam with the largest second moment so far.")
    boolean amsgrad;

    @Option(
            names = "--polish",
            defaultValue = "0",
            paramLabel = "N",
            description = "End adam, adagrad or sgd with up to N sweeps of newton; default: ${DEFAULT-VALUE}.")
    int polish;

    /** @throws IllegalArgumentException for a value out of its range */
    StochasticOptions options() {
        return new StochasticOptions(
                StochasticOptions.Sampling.parse(sampler),
                given("--samples-nonzero", samplesNonzero),
                given("--samples-zero", samplesZero),
                epochIterations,
                given("--tau", tau),
                rate,
                decay,
                maxFails,
                amsgrad,
                polish);
    }

    /** 0 is the formula's sign in the options, but no number to ask for. */
    private static int given(String name, Integer value) {
        if (value != null && value < 1) {
            throw new InvalidInputException(name + " must be 1 or more, found " + value);
        }
        return value == null ? 0 : value;
    }

    /** What has to be the same when a fit is resumed, by option. */
    Map<String, String> deciding() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("sampler", sampler);
        map.put("samples-nonzero", String.valueOf(samplesNonzero));
        map.put("samples-zero", String.valueOf(samplesZero));
        map.put("epoch-iterations", Integer.toString(epochIterations));
        map.put("tau", String.valueOf(tau));
        map.put("rate", Double.toString(rate));
        map.put("decay", Double.toString(decay));
        map.put("max-fails", Integer.toString(maxFails));
        map.put("amsgrad", Boolean.toString(amsgrad));
        map.put("polish", Integer.toString(polish));
        return map;
    }
}
