package org.polyad.random;

/**
 * A whole number of draws for each step whose mean is {@code rate}: the k-th step's is floor((k + 1) rate + u) - floor(k rate + u).
 * The remainder is carried from step to step, and u, uniform on [0, 1), makes the mean right for each single step, so that a block
 * whose share is below one draw a step is not starved.
 */
public final class Quota {
    private final double rate;
    private final double phase;

    /** @param which distinguishes the quotas (0 nonzeros, 1 zeros, ...) drawn by the same block */
    public Quota(double rate, long seed, long block, int which) {
        this.rate = rate;
        this.phase = Streams.uniform(seed, Purpose.STEP_COUNT, block, which, 0);
    }

    public int at(long step) {
        return (int) (Math.floor((step + 1) * rate + phase) - Math.floor(step * rate + phase));
    }
}
