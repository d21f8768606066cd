package org.polyad.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.polyad.InvalidInputException;

/** Lines of a stream as ranges of one reused buffer; a line ends at LF, CR LF, CR alone or the end of the stream. */
final class TextBytes {
    /** A line longer than that is no text. */
    static final int LONGEST = 1 << 24;

    /** Characters of a field in a message. */
    private static final int SHOWN = 30;

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
            while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            boolean undecided = at == filled - 1 && buffer[at] == '\r' && !ended;
            if (at < filled && !undecided) {
                boolean two = buffer[at] == '\r' && at + 1 < filled && buffer[at + 1] == '\n';
                return found(at, at + (two ? 2 : 1));
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
        to = end;
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

    /** Where a line begins behind a byte-order mark of UTF-8; files that were put together may have one in the middle. */
    static int afterMark(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        return marked ? from + 3 : from;
    }

    /** A field for a message: in quotes, cut at 30 characters, without what a terminal would obey. */
    static String quoted(byte[] bytes, int from, int to) {
        // A character of UTF-8 has at most four bytes.
        String field = new String(bytes, from, Math.min(to - from, 4 * SHOWN + 4), StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder("'");
        int[] characters = field.codePoints().limit(SHOWN + 1L).toArray();
        for (int k = 0; k < Math.min(SHOWN, characters.length); k++) {
            text.appendCodePoint(isShown(characters[k]) ? characters[k] : '?');
        }
        return text.append(characters.length > SHOWN ? "...'" : "'").toString();
    }

    private static boolean isShown(int character) {
        int type = Character.getType(character);
        return !Character.isISOControl(character)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && character != '\uFFFD'
                && !Character.isWhitespace(character);
    }
}
