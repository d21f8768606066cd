package org.polyad.files;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/** Turns the Error that Hadoop's local file system throws when the disk is full or broken into an IOException, as other file systems throw. */
public final class DiskErrors {
    private DiskErrors() {}

    /** An operation that writes. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    public static void run(Work work) throws IOException {
        try {
            work.run();
        } catch (FSError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), e);
        }
    }
}
