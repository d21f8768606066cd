package org.polyad.run;

/** Receives the progress of a fit, and its state to save. */
public interface FitListener {
    FitListener NONE = new FitListener() {};

    /** A start begins. */
    default void starting(int start, long seed) {}

    default void iteration(Trace trace) {}

    /** A mode had its turn in a round of a stochastic method. */
    default void round(RoundStats stats) {}

    /** Iterations between calls of {@link #checkpoint}; 0: never. */
    default int checkpointEvery() {
        return 0;
    }

    default void checkpoint(FitState state) {}
}
