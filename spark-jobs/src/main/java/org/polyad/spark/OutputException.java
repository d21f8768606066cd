package org.polyad.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.polyad.InvalidInputException;

/** A place that could be written when the work began cannot be written now that there is a result: an outage, and not wrong input. */
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What writes, and does nothing else that may fail with an IOException. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private OutputException(String place, Throwable cause) {
        super(
                "cannot write " + place + ": " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                cause);
    }

    static void run(String place, Work work) throws IOException {
        try {
            Disk.run(work::run);
        } catch (OutputException e) {
            throw e;
        } catch (IOException e) {
            throw new OutputException(place, e);
        }
    }

    /** The same where tasks write, whose exceptions Spark wraps. */
    static void check(String place, Throwable failure) throws OutputException {
        for (Throwable at = failure; at != null && !(at instanceof InvalidInputException); at = at.getCause()) {
            if (at instanceof IOException) {
                throw new OutputException(place, at);
            }
        }
    }

    /** Tells a failure of the stream from one of what is read to fill it. */
    static OutputStream stream(String place, OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                run(place, () -> out.write(b));
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                run(place, () -> out.write(bytes, from, length));
            }

            @Override
            public void flush() throws IOException {
                run(place, out::flush);
            }

            @Override
            public void close() throws IOException {
                run(place, out::close);
            }
        };
    }
}
