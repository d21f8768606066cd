package org.polyad.jobs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output for a command's result, which remembers that it could not be written: Java's and picocli's writers over it only set a
 * flag. What was lost is found when the command has ended.
 */
final class ResultStream extends FilterOutputStream {
    private IOException failure;

    ResultStream(OutputStream out) {
        super(out);
    }

    /** Why some of the result is lost; null when nothing is. */
    IOException failure() {
        return failure;
    }

    /** Whether its reader has ended, as {@code head} does when it has seen enough. */
    boolean isClosedPipe() {
        // The JVM has no class for it, and these are the system's words.
        return failure != null
                && String.valueOf(failure.getMessage()).matches("(?i).*(broken pipe|pipe is being closed).*");
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }
}
