package org.polyad.jobs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a run that its machines ended, by their memory or disks or by going away, from one that went wrong. */
final class Unfinished {
    /** Spark has no exception classes for these; what a task on an executor threw comes back as text when its class does not. */
    private static final Pattern LOST =
            Pattern.compile("ExecutorLostFailure|Executor heartbeat timed out|Master removed our application"
                    + "|All masters are unresponsive|SparkContext was shut down|stopped SparkContext|ExecutorDeadException"
                    + "|Application \\S+ (killed|failed)");

    private static final Pattern MEMORY = Pattern.compile(
            "java\\.lang\\.OutOfMemoryError|exit code 137|exceeding memory limits" + "|Command exited with code 5[23]");

    /** As the system says it, in Java's words or in HDFS's. */
    private static final Pattern FULL = Pattern.compile(
            "No space left on device|Disk quota exceeded|DSQuotaExceededException|There is not enough space on the disk");

    private static final int DEEPEST = 50;

    private Unfinished() {}

    /** Why it ended, and what would help; nothing for any other failure. */
    static Optional<String> reason(Throwable thrown) {
        boolean lost = false;
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (at instanceof OutOfMemoryError) {
                return Optional.of("out of memory (" + message + "): give more with --driver-memory");
            }
            if (MEMORY.matcher(message).find()) {
                return Optional.of("an executor ran out of memory: give more with --executor-memory");
            }
            Matcher full = FULL.matcher(message);
            if (full.find()) {
                return Optional.of("there was no room to write (" + full.group() + ")");
            }
            lost |= LOST.matcher(message).find();
        }
        return lost ? Optional.of("the cluster lost executors or ended the run") : Optional.empty();
    }
}
