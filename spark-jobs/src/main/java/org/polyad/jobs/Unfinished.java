package org.polyad.jobs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyad.InvalidInputException;
import org.polyad.spark.OutputException;

/** Tells a run that its machines ended, by their memory or disks, by going away or by a signal, from one that went wrong. */
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
        return reason(thrown, isStopping());
    }

    /** @param stopping whether this JVM is ending already; what its parts then throw, cut off from each other, says nothing */
    static Optional<String> reason(Throwable thrown, boolean stopping) {
        if (stopping) {
            return Optional.of("the run was stopped by a signal");
        }
        String away = null;
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
            away = away == null && at instanceof OutputException ? message : away;
        }
        return lost ? Optional.of("the cluster lost executors or ended the run") : Optional.ofNullable(away);
    }

    /** The same for a fit that had read its data: a file that it cannot read or write after that is no wrong input. */
    static Optional<String> midway(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST && !(at instanceof InvalidInputException); depth++) {
            if (Errors.isOfFiles(at)) {
                return Optional.of("files could not be read or written (" + Shown.cause(at) + ")");
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    /** Only a signal ends the JVM before its main class does; a hook can no longer be added then. */
    private static boolean isStopping() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
