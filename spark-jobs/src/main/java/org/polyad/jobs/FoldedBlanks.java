package org.polyad.jobs;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;

/**
 * A text in which blanks part the fields, with one tab for each run of blanks and tabs outside quotes, and none where a line begins
 * or ends, so that a csv parser can read it.
 */
final class FoldedBlanks extends Reader {
    private static final int NONE = -2;

    private final Reader in;
    private boolean quoted;
    private boolean lineBegins = true;
    private int pending = NONE;

    FoldedBlanks(Reader in) {
        this.in = in;
    }

    static String of(String line) {
        try (Reader folded = new FoldedBlanks(new StringReader(line))) {
            StringBuilder text = new StringBuilder(line.length());
            for (int c = folded.read(); c >= 0; c = folded.read()) {
                text.append((char) c);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    @Override
    public int read() throws IOException {
        int c = pending == NONE ? in.read() : pending;
        pending = NONE;
        if (!quoted && (c == ' ' || c == '\t')) {
            while (c == ' ' || c == '\t') {
                c = in.read();
            }
            boolean lineEnds = c < 0 || c == '\n' || c == '\r';
            if (!lineBegins && !lineEnds) {
                pending = c;
                return '\t';
            }
        }
        quoted ^= c == '"';
        lineBegins = !quoted && (c == '\n' || c == '\r');
        return c;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int c = read();
            if (c < 0) {
                return count == 0 && length > 0 ? -1 : count;
            }
            into[from + count++] = (char) c;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
