package org.polyad.jobs;

import org.polyad.InvalidInputException;
import picocli.CommandLine.Option;

/** Where and for how long to run, and what to keep; none of it changes the model. */
final class RunOptions {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "MODEL",
            description = "The folder to write the model to.")
    String output;

    @Option(names = "--overwrite", description = "Replace a model that is there already.")
    boolean overwrite;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "ENGINE",
            description =
                    "local, the threads of this process; spark; or auto: local below some 50 million entries; default:"
                            + " ${DEFAULT-VALUE}.")
    String engine;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the local engine; default: all cores.")
    Integer threads;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the spark engine; default: as the input and the cluster have.")
    Integer partitions;

    @Option(
            names = "--checkpoint",
            paramLabel = "FOLDER",
            description =
                    "Where the state is saved as it goes; default: MODEL.checkpoint. Removed when the model is whole.")
    String checkpoint;

    @Option(
            names = "--checkpoint-every",
            defaultValue = "10",
            paramLabel = "N",
            description = "Iterations between; 0: never; default: ${DEFAULT-VALUE}.")
    int checkpointEvery;

    @Option(names = "--resume", description = "Go on from the checkpoint, to the same model as without the break.")
    boolean resume;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "Write the model so far after that time, and keep the checkpoint; exit code 3.")
    Double timeLimit;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    boolean json;

    @Option(
            names = "--log-json",
            description =
                    "Write each iteration to standard error as a line of JSON, as in trace.jsonl, in place of the progress.")
    boolean logJson;

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    String checkpoint() {
        return checkpoint == null ? output.replaceFirst("/+$", "") + ".checkpoint" : checkpoint;
    }

    double timeLimit() {
        return timeLimit == null ? Double.POSITIVE_INFINITY : timeLimit;
    }

    /** @throws IllegalArgumentException for a value out of its range */
    void check() {
        if (output.isBlank()) {
            throw new InvalidInputException("--output names no folder");
        }
        if (!engine.matches("auto|local|spark")) {
            throw new InvalidInputException("--engine must be auto, local or spark, found " + engine);
        }
        if (threads() < 1) {
            throw new InvalidInputException("--threads must be 1 or more, found " + threads);
        }
        if (partitions != null && partitions < 1) {
            throw new InvalidInputException("--partitions must be 1 or more, found " + partitions);
        }
        if (checkpointEvery < 0) {
            throw new InvalidInputException("--checkpoint-every must be 0 or more, found " + checkpointEvery);
        }
        if (!(timeLimit() > 0)) {
            throw new InvalidInputException("--time-limit must be more than 0 seconds, found " + timeLimit);
        }
    }
}
