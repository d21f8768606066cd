package org.polyad.jobs;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.sampling.Planted;
import org.polyad.sampling.PlantedKind;
import org.polyad.sampling.PlantedSpec;
import org.polyad.solver.Unlisted;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.spark.ModelStore;
import org.polyad.spark.PolyadVersion;
import org.polyad.spark.WholeFile;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
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
            "same tensor, with any number of threads."
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

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private Integer threads;

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
            throw new IllegalArgumentException("--index-base must be 0 or 1, found " + indexBase);
        }
        if (threads != null && threads < 1) {
            throw new IllegalArgumentException("--threads must be 1 or more, found " + threads);
        }
        WholeFile file = output.open();
        TensorFormat format = TensorFormat.of(file.name());
        Configuration conf = HadoopPaths.configuration();
        if (truth != null) {
            ModelStore.checkWritable(HadoopPaths.of(truth), conf, output.overwrite);
        }
        write(
                Planted.draw(planted, threads == null ? Runtime.getRuntime().availableProcessors() : threads),
                planted,
                file,
                format);
        return ExitCodes.DONE;
    }

    private void write(Planted drawn, PlantedSpec planted, WholeFile file, TensorFormat format) throws IOException {
        if (truth != null) {
            Path folder = HadoopPaths.of(truth);
            ModelStore.write(model(drawn, planted), folder, HadoopPaths.configuration(), output.overwrite);
        }
        TextOutput.write(file, out -> format.write(drawn.tensor(), indexBase, out));
        spec.commandLine()
                .getOut()
                .println("wrote " + output.path + ": " + drawn.tensor().shape() + ", "
                        + drawn.tensor().entries() + " listed entries"
                        + (planted.unlistedZeros() ? ", all others zero" : "")
                        + (truth == null ? "" : "; the model is in " + truth));
    }

    private Model model(Planted drawn, PlantedSpec planted) {
        Loss fitting = planted.fittingLoss();
        Unlisted unlisted = planted.unlistedZeros() ? Unlisted.ZERO : Unlisted.MISSING;
        boolean counts = fitting.domain() == Domain.COUNT && fitting.lowerBound() == 0;
        Ktensor model = drawn.truth().canonical(counts);
        EvaluationOptions objective = new EvaluationOptions(
                unlisted,
                Set.of(Metric.OBJECTIVE),
                EvaluationOptions.of(unlisted).exactCells(),
                seed);
        Evaluation evaluation = Evaluation.of(model, fitting, drawn.tensor(), null, objective);
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
        boolean exact = evaluation.estimated().isEmpty();
        ModelInfo info = new ModelInfo(
                PolyadVersion.current(),
                fitting.name(),
                unlisted.toString(),
                modes,
                exact ? evaluation.values().get(Metric.OBJECTIVE) : Double.NaN,
                "generated",
                0,
                seed,
                options);
        return new Model(model, info, null, List.of());
    }
}
