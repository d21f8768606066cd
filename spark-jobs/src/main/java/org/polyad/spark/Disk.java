package org.polyad.spark;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/** Hadoop's local file system throws an Error when the disk is full or broken; here it is an IOException, as on every other. */
final class Disk {
    private Disk() {}

    /** What writes. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static void run(Work work) throws IOException {
        try {
            work.run();
        } catch (FSError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), e);
        }
    }
}
