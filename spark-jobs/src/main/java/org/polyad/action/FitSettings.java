package org.polyad.action;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.polyad.input.source.InputOptions;
import org.polyad.options.GcpOptions;
import org.polyad.options.StochasticOptions;
import org.polyad.text.UserText;

/** The options of a fit by the names of the command line. */
final class FitSettings {
    private FitSettings() {}

    /** What has to be the same when a fit is resumed, as text. @param init the folder of a model to start from, or null */
    static Map<String, String> deciding(GcpOptions options, String init) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("rank", Integer.toString(options.rank()));
        map.put("loss", options.loss().name());
        map.put("unlisted", String.valueOf(options.unlisted()));
        map.put("method", options.method().toString());
        map.put("regularization", Arrays.toString(options.regularization()));
        map.put("regularization-by", options.regularizationByCount() ? "count" : "row");
        map.put("nonnegative", Boolean.toString(options.nonnegative()));
        map.put("biases", Boolean.toString(options.biases()));
        map.put("init", init != null ? init : options.init().name().toLowerCase(Locale.ROOT));
        map.put("seed", Long.toString(options.seed()));
        map.put("starts", Integer.toString(options.starts()));
        map.put("exact-cells", Double.toString(options.exactCells()));
        map.put("holdout", Double.toString(options.holdout()));
        map.put("blocks", Integer.toString(options.blocks()));
        StochasticOptions stochastic = options.stochastic();
        map.put("sampler", stochastic.sampler().toString());
        map.put("samples-nonzero", given(stochastic.samplesNonzero()));
        map.put("samples-zero", given(stochastic.samplesZero()));
        map.put("epoch-iterations", Integer.toString(stochastic.epochIterations()));
        map.put("tau", given(stochastic.tau()));
        map.put("rate", Double.toString(stochastic.rate()));
        map.put("decay", Double.toString(stochastic.decay()));
        map.put("max-fails", Integer.toString(stochastic.maxFails()));
        map.put("amsgrad", Boolean.toString(stochastic.amsgrad()));
        map.put("polish", Integer.toString(stochastic.polish()));
        return map;
    }

    /** 0 means that a formula decides, which the command line says by no number at all. */
    private static String given(int number) {
        return number == 0 ? "null" : Integer.toString(number);
    }

    /** What a model keeps of a fit that no command line described: how to read such data again, and the method. */
    static Map<String, Object> of(InputOptions input, GcpOptions options) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "input", input.input == null ? null : UserText.withoutSecrets(input.input));
        put(map, "format", input.format);
        put(map, "columns", input.columns);
        put(map, "value", input.value);
        put(map, "where", input.where);
        put(map, "join", input.joins);
        put(map, "nulls", input.nulls);
        map.put("indices", input.indices);
        put(map, "shape", input.shape);
        map.put("index-base", input.indexBase);
        put(map, "duplicates", input.duplicates);
        put(map, "weight", input.weight);
        put(map, "confidence", input.confidence);
        put(map, "delimiter", input.csv.delimiter);
        put(map, "na", input.csv.na);
        put(map, "skip-lines", input.csv.skipLines);
        put(map, "comment", input.csv.comment);
        put(map, "encoding", input.csv.encoding);
        map.put("no-header", input.csv.noHeader);
        map.put("rank", options.rank());
        map.put("loss", options.loss().name());
        put(
                map,
                "unlisted",
                options.unlisted() == null ? null : options.unlisted().toString());
        map.put("method", options.method().toString());
        map.put("max-iterations", options.maxIterations());
        map.put("tolerance", options.tolerance());
        double[] penalty = options.regularization();
        map.put(
                "regularization",
                penalty.length == 1
                        ? (Object) penalty[0]
                        : Arrays.stream(penalty).boxed().toList());
        map.put("regularization-by", options.regularizationByCount() ? "count" : "row");
        map.put("nonnegative", options.nonnegative());
        map.put("biases", options.biases());
        map.put("seed", options.seed());
        map.put("starts", options.starts());
        map.put("holdout", options.holdout());
        return map;
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
