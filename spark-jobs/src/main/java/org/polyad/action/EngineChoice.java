package org.polyad.action;

/** Which engine fits, local or spark, where the user leaves it open. */
public final class EngineChoice {
    /** Above that many entries a fit is spread over the executors. */
    private static final double MOST_LOCAL_ENTRIES = 50e6;

    private EngineChoice() {}

    /**
     * Whether a fit runs in the threads of this process.
     *
     * @param engine local, spark or auto
     * @param entries of the tensor, about
     */
    public static boolean isLocal(String engine, double entries) {
        return engine.equals("local") || engine.equals("auto") && entries < MOST_LOCAL_ENTRIES;
    }
}
