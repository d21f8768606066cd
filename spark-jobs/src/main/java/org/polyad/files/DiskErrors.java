package org.polyad.files;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/** Hadoop's local file system throws an Error when the disk is full or broken; here it is an IOException, as on every other. */
public final class DiskErrors {
    private DiskErrors() {}

    /** What writes. */
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
