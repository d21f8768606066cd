package org.polyad.action;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.InvalidInputException;
import org.polyad.files.HadoopPaths;
import org.polyad.files.WholeFile;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.Unlisted;
import org.polyad.output.TensorFormat;
import org.polyad.output.TextFile;
import org.polyad.parallel.Threads;
import org.polyad.planted.Planted;
import org.polyad.planted.PlantedPlan;
import org.polyad.planted.PlantedSpec;
import org.polyad.spark.entries.PartFiles;
import org.polyad.spark.planted.SparkPlanted;
import org.polyad.spark.session.SparkStart;
import org.polyad.store.ModelInfo;
import org.polyad.store.ModelStore;
import org.polyad.store.PolyadVersion;
import org.polyad.store.StoredModel;
import org.polyad.tensor.SparseTensor;

/** Writes a tensor drawn from a known model, and the model: what the command {@code generate} does. */
public final class Generate {
    private final GenerateRequest request;
    private final PlantedSpec planted;
    private final TensorFormat format;
    private final Configuration conf = HadoopPaths.configuration();

    private Generate(GenerateRequest request) {
        this.request = request;
        this.planted = request.planted();
        this.format = TensorFormat.of(HadoopPaths.of(request.output()).getName());
    }

    /**
     * Draws and writes.
     *
     * @return the number of listed entries
     * @throws InvalidInputException for an output of another format, or one that may not be replaced
     */
    public static long run(GenerateRequest request) throws IOException {
        Generate generate = new Generate(request);
        if (request.truth() != null) {
            ModelStore.checkWritable(HadoopPaths.of(request.truth()), generate.conf, request.overwrite());
        }
        try (Threads all = Threads.of(request.execution().threads())) {
            return all.in(
                    () -> request.execution().engine().equals("spark") ? generate.bySpark() : generate.byThreads());
        }
    }

    private long byThreads() throws IOException {
        WholeFile file = TextFile.open(request.output(), request.overwrite());
        Planted drawn = Planted.draw(planted, request.execution().threads());
        if (request.truth() != null) {
            Ktensor model = canonical(drawn.truth(), planted);
            writeTruth(model, objective(model, drawn.tensor(), planted));
        }
        TextFile.write(file, out -> format.write(drawn.tensor(), request.indexBase(), out));
        return drawn.tensor().entries();
    }

    /** The objective at the truth is left out: it would take one more pass over the entries. */
    private long bySpark() throws IOException {
        Path folder = HadoopPaths.of(request.output());
        PartFiles files = new PartFiles(folder, conf, request.overwrite());
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkStart.session().sparkContext());
        PlantedPlan plan = PlantedPlan.of(planted);
        TensorFormat writer = format;
        int base = request.indexBase();
        String name = folder.getName();
        String suffix = name.substring(TensorFormat.stem(name).length());
        try (SparkPlanted drawn =
                SparkPlanted.of(context, plan, request.execution().partitions())) {
            if (request.truth() != null) {
                writeTruth(canonical(plan.truth(), planted), Double.NaN);
            }
            return files.write(drawn.entries(), suffix, (SparseTensor part, OutputStream out) -> {
                try (OutputStream packed = TextFile.compressed(out, name)) {
                    writer.write(part, base, packed);
                }
                return part.entries();
            });
        }
    }

    private static Ktensor canonical(Ktensor drawn, PlantedSpec planted) {
        Loss fitting = planted.fittingLoss();
        return drawn.canonical(fitting.domain() == Domain.COUNT && fitting.lowerBound() == 0);
    }

    private static Unlisted unlisted(PlantedSpec planted) {
        return planted.unlistedZeros() ? Unlisted.ZERO : Unlisted.MISSING;
    }

    /** NaN where it cannot be had exactly. */
    private static double objective(Ktensor model, SparseTensor tensor, PlantedSpec planted) {
        Unlisted unlisted = unlisted(planted);
        EvaluationOptions objective = new EvaluationOptions(
                unlisted,
                Set.of(Metric.OBJECTIVE),
                EvaluationOptions.of(unlisted).exactCells(),
                planted.seed());
        Evaluation evaluation = Evaluation.of(model, planted.fittingLoss(), tensor, null, objective);
        return evaluation.estimated().isEmpty() ? evaluation.values().get(Metric.OBJECTIVE) : Double.NaN;
    }

    private void writeTruth(Ktensor truth, double objective) throws IOException {
        List<String> modes =
                IntStream.range(0, truth.order()).mapToObj(TensorFormat::column).toList();
        ModelInfo info = new ModelInfo(
                PolyadVersion.current(),
                planted.fittingLoss().name(),
                unlisted(planted).toString(),
                modes,
                objective,
                "generated",
                0,
                planted.seed(),
                request.settings());
        StoredModel model = new StoredModel(truth, info, null, List.of());
        ModelStore.write(model, HadoopPaths.of(request.truth()), conf, request.overwrite());
    }
}
