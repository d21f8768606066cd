package org.polyad.random;

/** What a random number is used for. Numbers for different purposes are independent, even with the same seed. */
public enum Purpose {
    START(1),
    NVECS(2),
    HOLDOUT(3),
    HOLDOUT_ZEROS(4),
    ZERO_SAMPLE(5),
    GENERATE(6),
    STEP(7),
    STEP_COUNT(8),
    OBJECTIVE(9),
    NEGATIVES(10),
    START_SAMPLE(11),
    AVERAGED_ROWS(20),
    MOMENTS(30);

    private final long code;

    /** Not the ordinal, so that a purpose added between two others does not change their numbers. */
    Purpose(long code) {
        this.code = code;
    }

    long code() {
        return code;
    }
}
