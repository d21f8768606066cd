package org.polyad.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.polyad.InvalidInputException;

/** Lines of a stream as ranges of one reused buffer; a line ends at LF, CR LF or the end of the stream. */
final class TextBytes {
    /** A line longer than that is no text. */
    static final int LONGEST = 1 << 24;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private int from;
    private int to;
    private long line;
    private boolean ended;

    TextBytes(InputStream in) {
        this.in = in;
    }

    /**
     * Moves on to the next line.
     *
     * @return false at the end
     * @throws IllegalArgumentException for a line longer than 16 MiB
     */
    boolean next() throws IOException {
        int at = next;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled) {
                return found(at, at + 1);
            }
            if (ended) {
                return next < filled && found(filled, filled);
            }
            at -= next;
            fill();
        }
    }

    private boolean found(int end, int following) {
        from = next;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        next = following;
        line++;
        return true;
    }

    /** Moves the unfinished line to the front, and reads on. */
    private void fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        if (filled == buffer.length) {
            if (filled >= LONGEST) {
                line++;
                throw new InvalidInputException("a line longer than 16 MiB is no line of numbers");
            }
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(0, read);
    }

    /** Valid until the next call of {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** From 1. */
    long line() {
        return line;
    }

    /** White space between fields. */
    static boolean blank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    /** A field for a message: in quotes, cut at 30 characters, without what a terminal would obey. */
    static String quoted(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder("'");
        for (int at = from; at < to && at < from + 30; at++) {
            text.append(bytes[at] > ' ' && bytes[at] < 127 ? (char) bytes[at] : '?');
        }
        return text.append(to - from > 30 ? "...'" : "'").toString();
    }
}
