package org.polyad.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.parallel.Threads;
import org.polyad.ranking.SeenItems;
import org.polyad.solver.Confidence;
import org.polyad.solver.FitListener;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.solver.LocalProblem;
import org.polyad.solver.Method;
import org.polyad.solver.StochasticOptions;
import org.polyad.solver.Unlisted;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.Model;
import org.polyad.spark.ModelStore;
import org.polyad.spark.SparkGcp;
import org.polyad.spark.StartRows;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/** One fit of an estimator: reads the rows, runs the method where it is faster, and keeps the labels with the factors. */
final class Fitting {
    /** Above that many entries the executors fit, as the command does. */
    private static final double LOCAL = 50e6;

    private final GeneralizedCP params;
    private final InputColumns columns;

    Fitting(GeneralizedCP params) {
        this.params = params;
        this.columns = InputColumns.of(params);
    }

    GeneralizedCPModel fit(Dataset<?> dataset) {
        GcpOptions options = options(null);
        SparkContext context = dataset.sparkSession().sparkContext();
        Model start = start(context);
        StorageLevel kept = StorageLevel.fromString(params.getOrDefault(params.intermediateStorageLevel()));
        try (LabelledEntries entries = LabelledEntries.read(dataset, columns, null, kept)) {
            if (start != null) {
                options = options(StartRows.of(start, entries.index().labels(), entries.shape())
                        .ktensor());
            }
            GcpResult result = fit(entries, options, context);
            Model model = Model.of(
                    result, options, List.of(columns.modes()), entries.index().labels(), settings());
            boolean places = params.isDefined(params.placeCol()) || params.isDefined(params.candidatesCol());
            SeenItems seen = places ? SeenItems.of(entries.collect(Duplicates.LAST), 0, 1) : null;
            return new GeneralizedCPModel(params.uid(), model, columns.types(dataset.schema()), seen);
        }
    }

    /** The model to start from, or null. */
    private Model start(SparkContext context) {
        if (!params.isDefined(params.initialModelPath())) {
            return null;
        }
        try {
            return ModelStore.read(
                    new Path(params.getOrDefault(params.initialModelPath())), context.hadoopConfiguration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GcpResult fit(LabelledEntries entries, GcpOptions options, SparkContext context) {
        String engine = params.getOrDefault(params.engine());
        boolean local = engine.equals("local") || engine.equals("auto") && entries.entries() < LOCAL;
        try {
            return local ? local(entries, options, threads(context)) : distributed(entries, options);
        } catch (EntryException e) {
            throw explained(e, entries.index().labels());
        }
    }

    static int threads(SparkContext context) {
        return context.isLocal()
                ? context.defaultParallelism()
                : Runtime.getRuntime().availableProcessors();
    }

    private GcpResult local(LabelledEntries entries, GcpOptions options, int threads) {
        SparseTensor tensor = collected(entries, duplicates(options.loss()), threads);
        tensor = implicit() ? confidence().apply(tensor) : tensor;
        try (LocalProblem problem = LocalProblem.of(tensor, options, threads)) {
            return Gcp.fit(problem, options, FitListener.NONE, null);
        }
    }

    private static SparseTensor collected(LabelledEntries entries, Duplicates duplicates, int threads) {
        try (Threads all = Threads.of(threads)) {
            return all.in(() -> entries.collect(duplicates));
        }
    }

    private GcpResult distributed(LabelledEntries entries, GcpOptions options) {
        Confidence confidence = implicit() ? confidence() : null;
        try (DistributedTensor read = entries.distributed(duplicates(options.loss()));
                DistributedTensor tensor = implicit() ? read.with(confidence::apply) : read) {
            return SparkGcp.fit(tensor, options, FitListener.NONE);
        }
    }

    private boolean implicit() {
        return (Boolean) params.getOrDefault(params.implicitPrefs());
    }

    private Confidence confidence() {
        return new Confidence((Double) params.getOrDefault(params.alpha()));
    }

    private Duplicates duplicates(Loss loss) {
        if (params.isDefined(params.duplicates())) {
            return Duplicates.valueOf(params.getOrDefault(params.duplicates()).toUpperCase(Locale.ROOT));
        }
        boolean counts = columns.value() == null || implicit() || loss.domain() == Domain.COUNT;
        return counts ? Duplicates.SUM : Duplicates.ERROR;
    }

    /** @throws IllegalArgumentException for params that do not go together */
    GcpOptions options(Ktensor start) {
        Loss loss = Losses.parse(params.getOrDefault(params.loss()));
        if (implicit() && !(loss.domain().contains(0) && loss.domain().contains(1))) {
            throw new InvalidInputException(
                    "implicitPrefs goes with losses of zeros and ones, such as gaussian or bernoulli-logit, found "
                            + loss.name());
        }
        double[] regularization = params.isDefined(params.regParams())
                ? params.getOrDefault(params.regParams())
                : new double[] {(Double) params.getOrDefault(params.regParam())};
        return GcpOptions.of((Integer) params.getOrDefault(params.rank()))
                .loss(loss)
                .unlisted(unlisted())
                .method(Method.parse(params.getOrDefault(params.method())))
                .maxIterations((Integer) params.getOrDefault(params.maxIter()))
                .tolerance((Double) params.getOrDefault(params.tol()))
                .regularization(regularization)
                .regularizationByCount(
                        params.getOrDefault(params.regularizationBy()).equals("count"))
                .nonnegative((Boolean) params.getOrDefault(params.nonnegative()))
                .biases((Boolean) params.getOrDefault(params.biases()))
                .seed((Long) params.getOrDefault(params.seed()))
                .initModel(start)
                .stochastic(StochasticOptions.DEFAULT.withRate((Double) params.getOrDefault(params.stepSize())))
                .build();
    }

    /** As ALS has it where the columns are named as there; otherwise it must be said. */
    private Unlisted unlisted() {
        if (implicit()) {
            return Unlisted.ZERO;
        }
        if (params.isDefined(params.unlisted())) {
            return Unlisted.parse(params.getOrDefault(params.unlisted()));
        }
        return params.isSet(params.modeCols()) ? null : Unlisted.MISSING;
    }

    /** All params as they came out, to be kept in the model, by the names of the command's options where these exist. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Param<?> param : params.params()) {
            if (params.isDefined(param)) {
                settings.put(OptionNames.of(param.name()), OptionNames.json(params.getOrDefault(param)));
            }
        }
        if (implicit()) {
            settings.put("confidence", confidence().alpha());
        }
        return settings;
    }

    /** The same error with labels in place of indices. */
    private InvalidInputException explained(EntryException e, String[][] labels) {
        int[] subscript = e.subscript();
        String[] shown = new String[subscript.length];
        Arrays.setAll(shown, n -> columns.modes()[n] + "=" + labels[n][subscript[n]]);
        String value = columns.value() == null ? "" : " in column " + columns.value();
        String hint = params.isDefined(params.duplicates()) ? "" : "; duplicates sum, mean or last would take it";
        String message = e.getMessage().replace(Arrays.toString(subscript), Arrays.toString(shown)) + value;
        boolean twice = e.getMessage().startsWith("an entry stands more than once");
        return new InvalidInputException(twice ? message + hint : message, e);
    }
}
