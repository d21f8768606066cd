package org.polyad.jobs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.action.Execution;
import org.polyad.action.Generate;
import org.polyad.action.GenerateRequest;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.TextOutput;
import org.polyad.loss.Losses;
import org.polyad.planted.PlantedKind;
import org.polyad.planted.PlantedSpec;
import org.polyad.tensor.Shape;
import org.polyad.text.UserText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: a tensor drawn from a known model. */
@Command(
        name = "generate",
        description =
                "Write a planted tensor: drawn from a random model, which --truth keeps. The same options give the "
                        + "same tensor, with any number of threads or partitions. With --engine spark tasks make it, and the output is "
                        + "a folder of files in the order of the entries.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad generate --output trips.tns --dims 200,300,100 --rank 5 --nnz 1000000 --truth truth"
        })
@Heading("Tensor")
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
            description =
                    "count: events drawn from the model; binary: ones, with the model's odds; real: the model's value "
                            + "with noise at random cells; rating: the same, in half stars from 0.5 to 5; default: ${DEFAULT-VALUE}.")
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
            description =
                    "Standard deviation of the noise, relative to the model's values (rating: in stars); counts and ones "
                            + "have that of their distribution; default: ${DEFAULT-VALUE}.")
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

    @Heading("Output")
    @Option(names = "--truth", paramLabel = "M", description = "Write the model there, as a folder.")
    private String truth;

    @Heading("Run")
    @Option(
            names = "--engine",
            defaultValue = "local",
            paramLabel = "ENGINE",
            description = "local, the threads of this process; or spark; default: ${DEFAULT-VALUE}.")
    private String engine;

    @Heading("Run")
    @Option(names = "--threads", paramLabel = "N", description = "Threads of the local engine; default: all cores.")
    private Integer threads;

    @Heading("Run")
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
        if (!engine.equals("local") && !engine.equals("spark")) {
            throw new InvalidInputException("--engine must be local or spark, found " + engine);
        }
        if (partitions != null && partitions < 1) {
            throw new InvalidInputException("--partitions must be 1 or more, found " + partitions);
        }
        Execution execution = new Execution(
                engine,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                partitions == null ? 0 : partitions);
        long entries = Generate.run(
                new GenerateRequest(planted, output.path, output.overwrite, indexBase, truth, execution, settings()));
        spec.commandLine()
                .getOut()
                .println("wrote " + UserText.withoutSecrets(output.path) + ": " + planted.shape() + ", " + entries
                        + " listed entries"
                        + (planted.unlistedZeros() ? ", all others zero" : "")
                        + (truth == null ? "" : "; the model is in " + UserText.withoutSecrets(truth)));
        return ExitCodes.DONE;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("command", "generate");
        settings.put("dims", Arrays.stream(dims).boxed().toList());
        settings.put("nnz", nnz);
        settings.put("kind", kind);
        settings.put("loss", loss);
        settings.put("skew", skew);
        settings.put("noise", noise);
        return settings;
    }
}
