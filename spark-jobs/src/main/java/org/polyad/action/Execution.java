package org.polyad.action;

import org.polyad.InvalidInputException;
import org.polyad.input.TensorInput;

/**
 * Where a fit runs. It never changes the model.
 *
 * @param engine {@code local}, the threads of this process; {@code spark}; or {@code auto}: local below some 50 million entries
 * @param threads of the local engine
 * @param partitions of the spark engine; 0: as the input and the cluster have
 */
public record Execution(String engine, int threads, int partitions) {
    /** @throws InvalidInputException for a value out of its range */
    public Execution {
        if (!engine.matches("auto|local|spark")) {
            throw new InvalidInputException("--engine must be auto, local or spark, found " + engine);
        }
        if (threads < 1) {
            throw new InvalidInputException("--threads must be 1 or more, found " + threads);
        }
        if (partitions < 0) {
            throw new InvalidInputException("--partitions must be 1 or more, found " + partitions);
        }
    }

    /** The engine that the size of the input asks for, with all cores. */
    public static Execution auto() {
        return new Execution("auto", Runtime.getRuntime().availableProcessors(), 0);
    }

    /** Whether that input is fitted by the threads of this process. */
    public boolean local(TensorInput input) {
        return EngineChoice.isLocal(engine, input.estimatedEntries());
    }
}
