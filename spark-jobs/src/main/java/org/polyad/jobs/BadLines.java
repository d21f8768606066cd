package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyad.InvalidInputException;

/** What to do about a line that cannot be taken: fail, or leave it out, count it and show the first ten. */
final class BadLines {
    private static final int SHOWN = 10;

    private final boolean skip;
    private final List<String> first = new ArrayList<>();
    private long skipped;

    /** @throws IllegalArgumentException for a policy that is neither fail nor skip */
    BadLines(String policy) {
        if (!policy.equals("fail") && !policy.equals("skip")) {
            throw new InvalidInputException("--bad-lines must be fail or skip, found " + policy);
        }
        this.skip = policy.equals("skip");
    }

    /** @throws IllegalArgumentException unless bad lines are skipped */
    void found(Object place, String what) {
        String message = place + ": " + what;
        if (!skip) {
            throw new InvalidInputException(message);
        }
        skipped(1, List.of(message));
    }

    /** Lines that a reader skipped by itself. */
    void skipped(long count, List<String> messages) {
        skipped += count;
        first.addAll(messages.subList(0, Math.min(messages.size(), SHOWN - first.size())));
    }

    boolean skip() {
        return skip;
    }

    long skipped() {
        return skipped;
    }

    /** Says what was skipped, if anything was. */
    void report(PrintWriter log) {
        if (skipped > 0) {
            first.forEach(message -> log.println("skipped " + message));
            log.println(String.format(Locale.ROOT, "%,d bad %s skipped", skipped, skipped == 1 ? "line" : "lines"));
            log.flush();
        }
    }
}
