package org.polyad.jobs.flags;

import org.polyad.InvalidInputException;
import org.polyad.action.Execution;
import org.polyad.action.Saving;
import picocli.CommandLine.Option;

/** Where and for how long to run, and what to keep; none of it changes the model. */
@Heading("Run")
public final class RunOptions {
    @Heading("Output")
    @Option(
            names = "--output",
            required = true,
            paramLabel = "MODEL",
            description = "The folder to write the model to.")
    public String output;

    @Heading("Output")
    @Option(names = "--overwrite", description = "Replace a model that is there already.", fallbackValue = "true")
    public boolean overwrite;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "ENGINE",
            description =
                    "local, the threads of this process; spark; or auto: local below some 50 million entries; default:"
                            + " ${DEFAULT-VALUE}.")
    public String engine;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the local engine; default: all cores.")
    Integer threads;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the spark engine; default: as the input and the cluster have.")
    public Integer partitions;

    @Option(
            names = "--checkpoint",
            paramLabel = "FOLDER",
            description =
                    "Where the state is saved as it goes; default: MODEL.checkpoint. Removed when the model is whole.")
    public String checkpoint;

    @Option(
            names = "--checkpoint-every",
            defaultValue = "10",
            paramLabel = "N",
            description = "Iterations between; 0: never; default: ${DEFAULT-VALUE}.")
    public int checkpointEvery;

    @Option(
            names = "--resume",
            description = "Go on from the checkpoint, to the same model as without the break.",
            fallbackValue = "true")
    public boolean resume;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "Write the model so far after that time, and keep the checkpoint; exit code 3.")
    public Double timeLimit;

    @Heading("Output")
    @Option(names = "--json", description = "Print the result as one line of JSON.", fallbackValue = "true")
    public boolean json;

    @Heading("Output")
    @Option(
            names = "--log-json",
            description =
                    "Write each iteration to standard error as a line of JSON, as in trace.jsonl, in place of the progress.",
            fallbackValue = "true")
    public boolean logJson;

    public double timeLimit() {
        if (timeLimit != null && !(timeLimit > 0)) {
            throw new InvalidInputException("--time-limit must be more than 0 seconds, found " + timeLimit);
        }
        return timeLimit == null ? Double.POSITIVE_INFINITY : timeLimit;
    }

    /** @throws InvalidInputException for a value out of its range */
    public Execution execution() {
        if (partitions != null && partitions < 1) {
            throw new InvalidInputException("--partitions must be 1 or more, found " + partitions);
        }
        return new Execution(
                engine,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                partitions == null ? 0 : partitions);
    }

    /** @throws InvalidInputException for a value out of its range */
    public Saving saving() {
        String folder = checkpoint == null ? Saving.beside(output).folder() : checkpoint;
        return new Saving(folder, checkpointEvery, resume);
    }
}
