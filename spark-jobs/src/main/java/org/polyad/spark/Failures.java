package org.polyad.spark;

import org.polyad.InvalidInputException;

/** Turns what Spark throws when a task failed back into what the task threw. */
public final class Failures {
    private Failures() {}

    /** An error in the data or the options that a task found, as it was thrown there; otherwise {@code failure} itself. */
    public static RuntimeException cause(RuntimeException failure) {
        return deepest(failure) instanceof InvalidInputException found ? found : failure;
    }

    /**
     * The same for what is declared nowhere but thrown all the same: Spark is written in Scala, which knows no checked exceptions.
     */
    public static RuntimeException unchecked(Throwable failure) {
        if (deepest(failure) instanceof InvalidInputException found) {
            return found;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new SparkFailure(failure);
    }

    private static Throwable deepest(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && at.getCause() != at && !(at instanceof InvalidInputException)) {
            at = at.getCause();
        }
        return at;
    }

    /** A job of Spark's that failed for a reason of its own. */
    static final class SparkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SparkFailure(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
