package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.ipc.RemoteException;
import org.polyad.spark.OutputException;

/** Tries again what fails since the other side is away: hours of work are not thrown away for a name node that starts anew. */
final class Patient {
    private static final int ATTEMPTS = 8;

    private final PrintWriter log;
    private final long unit;

    /** Work that may be done again. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Work that may be done again, and gives something. */
    @FunctionalInterface
    interface Source<T> {
        T read() throws IOException;
    }

    /** @param unit the first pause in milliseconds; each is twice the one before, so that seven are 127 times as long */
    Patient(PrintWriter log, long unit) {
        this.log = log;
        this.unit = unit;
    }

    void run(Work work) throws IOException {
        read(() -> {
            work.run();
            return null;
        });
    }

    <T> T read(Source<T> source) throws IOException {
        long pause = unit;
        for (int left = ATTEMPTS - 1; ; left--) {
            try {
                return source.read();
            } catch (IOException e) {
                if (left == 0 || !isAway(e)) {
                    throw e;
                }
                log.println("warning: " + Shown.cause(e) + ": trying again in " + pause + " ms");
                log.flush();
            }
            pause(pause);
            pause *= 2;
        }
    }

    /** Not reached, or up and not yet ready; a block is missing while its data nodes are away. */
    private static boolean isAway(IOException failure) {
        Throwable e = failure instanceof OutputException ? failure.getCause() : failure;
        return e instanceof ConnectException
                || e instanceof SocketTimeoutException
                || e instanceof BlockMissingException
                || e instanceof RemoteException remote
                        && (remote.getClassName().matches(".*(SafeMode|Standby|Retriable|RetryLater)Exception")
                                || hasNoDataNodes(remote));
    }

    /** Data nodes come back some seconds after their name node, and this has no class of its own. */
    private static boolean hasNoDataNodes(RemoteException e) {
        return e.getMessage() != null && e.getMessage().contains("could only be written to 0 of the");
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
