package org.polyad.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.parallel.Threads;
import org.polyad.sampling.Planted;
import org.polyad.sampling.PlantedKind;
import org.polyad.sampling.PlantedPlan;
import org.polyad.sampling.PlantedSpec;
import org.polyad.solver.Unlisted;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.spark.ModelStore;
import org.polyad.spark.PartFiles;
import org.polyad.spark.PolyadVersion;
import org.polyad.spark.SparkPlanted;
import org.polyad.spark.WholeFile;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: a tensor drawn from a known model. */
@Command(
        name = "generate",
        description = {
            "Write a planted tensor: drawn from a random model, which --truth keeps. The same options give the",
            "same tensor, with any number of threads or partitions. With --engine spark tasks make it, and the output is",
            "a folder of files in the order of the entries."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad generate --output trips.tns --dims 200,300,100 --rank 5 --nnz 1000000 --truth truth"
        })
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private TextOutput output;

    @Option(names = "--dims", required = true, split = "[,x]", paramLabel = "I,J,K", description = "The mode sizes.")
    private int[] dims;

    @Option(
            names = "--rank",
            defaultValue = "10",
            paramLabel = "R",
            description = "Components of the model; default: ${DEFAULT-VALUE}.")
    private int rank;

    @Option(
            names = "--nnz",
            defaultValue = "1000000",
            paramLabel = "N",
            description =
                    "Events for count (a cell's value is how many fell on it); otherwise listed entries; default: ${DEFAULT-VALUE}.")
    private long nnz;

    @Option(
            names = "--kind",
            defaultValue = "count",
            paramLabel = "KIND",
            description = {
                "count: events drawn from the model; binary: ones, with the model's odds; real: the model's value",
                "with noise at random cells; rating: the same, in half stars from 0.5 to 5; default: ${DEFAULT-VALUE}."
            })
    private String kind;

    @Option(
            names = "--loss",
            paramLabel = "L",
            description = "Draw values at random cells from that loss's distribution.")
    private String loss;

    @Option(
            names = "--skew",
            defaultValue = "1.0",
            paramLabel = "S",
            description = "Zipf exponent of the rows' popularity, 0: all alike; default: ${DEFAULT-VALUE}.")
    private double skew;

    @Option(
            names = "--noise",
            defaultValue = "0.1",
            paramLabel = "S",
            description = {
                "Standard deviation of the noise, relative to the model's values (rating: in stars); counts and ones",
                "have that of their distribution; default: ${DEFAULT-VALUE}."
            })
    private double noise;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Another seed, another tensor; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--index-base",
            defaultValue = "1",
            paramLabel = "N",
            description = "The first index of a mode in the output, 0 or 1; default: ${DEFAULT-VALUE}.")
    private int indexBase;

    @Option(names = "--truth", paramLabel = "M", description = "Write the model there, as a folder.")
    private String truth;

    @Option(
            names = "--engine",
            defaultValue = "local",
            paramLabel = "ENGINE",
            description = "local, the threads of this process; or spark; default: ${DEFAULT-VALUE}.")
    private String engine;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the local engine; default: all cores.")
    private Integer threads;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Files that the spark engine writes; default: as many as the cluster has cores.")
    private Integer partitions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PlantedSpec planted = new PlantedSpec(
                Shape.of(dims),
                rank,
                nnz,
                PlantedKind.parse(kind),
                loss == null ? null : Losses.parse(loss),
                skew,
                noise,
                seed);
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("--index-base must be 0 or 1, found " + indexBase);
        }
        if (threads != null && threads < 1) {
            throw new InvalidInputException("--threads must be 1 or more, found " + threads);
        }
        if (!engine.equals("local") && !engine.equals("spark")) {
            throw new InvalidInputException("--engine must be local or spark, found " + engine);
        }
        if (partitions != null && partitions < 1) {
            throw new InvalidInputException("--partitions must be 1 or more, found " + partitions);
        }
        TensorFormat format = TensorFormat.of(HadoopPaths.of(output.path).getName());
        Configuration conf = HadoopPaths.configuration();
        if (truth != null) {
            ModelStore.checkWritable(HadoopPaths.of(truth), conf, output.overwrite);
        }
        try (Threads all = Threads.of(threads())) {
            return all.in(() -> {
                if (engine.equals("spark")) {
                    bySpark(planted, format, conf);
                } else {
                    byThreads(planted, format, conf);
                }
                return ExitCodes.DONE;
            });
        }
    }

    private void byThreads(PlantedSpec planted, TensorFormat format, Configuration conf) throws IOException {
        WholeFile file = output.open();
        Planted drawn = Planted.draw(planted, threads());
        if (truth != null) {
            Ktensor model = canonical(drawn.truth(), planted);
            double objective = objective(model, drawn.tensor(), planted);
            ModelStore.write(model(model, objective, planted), HadoopPaths.of(truth), conf, output.overwrite);
        }
        TextOutput.write(file, out -> format.write(drawn.tensor(), indexBase, out));
        report(planted, drawn.tensor().entries());
    }

    /** The objective at the truth is left out: it would take one more pass over the entries. */
    private void bySpark(PlantedSpec planted, TensorFormat format, Configuration conf) throws IOException {
        Path folder = HadoopPaths.of(output.path);
        PartFiles files = new PartFiles(folder, conf, output.overwrite);
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkStart.session().sparkContext());
        PlantedPlan plan = PlantedPlan.of(planted);
        int base = indexBase;
        String name = folder.getName();
        String suffix = name.substring(TensorFormat.stem(name).length());
        try (SparkPlanted drawn = SparkPlanted.of(context, plan, partitions == null ? 0 : partitions)) {
            if (truth != null) {
                Model model = model(canonical(plan.truth(), planted), Double.NaN, planted);
                ModelStore.write(model, HadoopPaths.of(truth), conf, output.overwrite);
            }
            long entries = files.write(drawn.entries(), suffix, (SparseTensor part, OutputStream out) -> {
                try (OutputStream packed = TextOutput.compressed(out, name)) {
                    format.write(part, base, packed);
                }
                return part.entries();
            });
            report(planted, entries);
        }
    }

    private int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private void report(PlantedSpec planted, long entries) {
        spec.commandLine()
                .getOut()
                .println("wrote " + Shown.withoutSecrets(output.path) + ": " + planted.shape() + ", " + entries
                        + " listed entries"
                        + (planted.unlistedZeros() ? ", all others zero" : "")
                        + (truth == null ? "" : "; the model is in " + Shown.withoutSecrets(truth)));
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

    private Model model(Ktensor model, double objective, PlantedSpec planted) {
        List<String> modes =
                IntStream.range(0, dims.length).mapToObj(TensorFormat::column).toList();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("command", "generate");
        options.put("dims", Arrays.stream(dims).boxed().toList());
        options.put("nnz", nnz);
        options.put("kind", kind);
        options.put("loss", loss);
        options.put("skew", skew);
        options.put("noise", noise);
        ModelInfo info = new ModelInfo(
                PolyadVersion.current(),
                planted.fittingLoss().name(),
                unlisted(planted).toString(),
                modes,
                objective,
                "generated",
                0,
                seed,
                options);
        return new Model(model, info, null, List.of());
    }
}
