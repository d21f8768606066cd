package org.polyad.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.polyad.action.Execution;
import org.polyad.experiment.Experiment;
import org.polyad.experiment.ExperimentRequest;
import org.polyad.jobs.flags.GridFlags;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiment}: many fits of one tensor, scored on the same held-out cells, and the rank to choose. */
@Command(
        name = "experiment",
        description =
                "Fit a grid of ranks, losses, regularizations, methods and seeds to one tensor, all scored on the same held-out "
                        + "cells, and recommend a rank. Started again with the same options it goes on and repeats no fit.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad experiment --input trips.tns --output trials --ranks 1,2,3,4,5,6,8 --losses poisson --unlisted zero"
        })
final class ExperimentCommand implements Callable<Integer> {
    @Mixin
    private InputFlags input;

    @Mixin
    private GridFlags grid;

    @Heading("Output")
    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder for table and models.")
    private String output;

    @Heading("Output")
    @Option(
            names = "--overwrite",
            description = "Begin anew: an experiment that is in the folder goes.",
            fallbackValue = "true")
    private boolean overwrite;

    @Heading("Run")
    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "ENGINE",
            description =
                    "local: each fit in one thread, side by side as tasks of one Spark job; spark: one fit after the other, "
                            + "each spread out; auto: local below some 50 million entries; default: ${DEFAULT-VALUE}.")
    private String engine;

    @Heading("Run")
    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of the spark engine.")
    private Integer partitions;

    @Heading("Output")
    @Option(
            names = "--json",
            description = "Print a JSON object a line: each fit, then the choices.",
            fallbackValue = "true")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        Execution execution = new Execution(engine, threads, partitions == null ? 0 : partitions);
        ExperimentRequest request =
                new ExperimentRequest(input.options(), grid.grid(), output, overwrite, execution, Settings.of(spec));
        Experiment.run(request, spec.commandLine().getErr())
                .print(spec.commandLine().getOut(), json);
        return ExitCodes.DONE;
    }
}
