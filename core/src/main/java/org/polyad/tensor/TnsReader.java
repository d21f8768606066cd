package org.polyad.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text format of FROSTT: a line for each entry, with its subscripts, its value and perhaps a weight; see {@link
 * TnsFormat}. Several files may be read one after the other, as parts of one tensor.
 */
public final class TnsReader {
    private static final int SHOWN = 10;

    private final TnsLine parser;
    private final boolean skipBadLines;
    private final List<String> messages = new ArrayList<>();
    private long badLines;

    /** Takes an entry. The subscript is 0-based and the same array for all. */
    @FunctionalInterface
    public interface Sink {
        void entry(long line, int[] subscript, double value, double weight);
    }

    /** @param skipBadLines count the lines that are wrong, and go on, instead of failing */
    public TnsReader(TnsFormat format, boolean skipBadLines) {
        this.parser = new TnsLine(format);
        this.skipBadLines = skipBadLines;
    }

    /** The whole of one stream as a tensor; subscripts from 1 and a value. @param name for messages */
    public static SparseTensor read(InputStream in, String name, Duplicates duplicates) throws IOException {
        List<SparseTensorBuilder> made = new ArrayList<>();
        new TnsReader(TnsFormat.standard(), false).read(in, name, (line, subscript, value, weight) -> {
            if (made.isEmpty()) {
                made.add(SparseTensor.builder(subscript.length));
            }
            made.get(0).add(subscript, value, weight);
        });
        if (made.isEmpty()) {
            throw new IllegalArgumentException(name + " has no entry");
        }
        return made.get(0).build(duplicates);
    }

    /**
     * Reads a stream to its end; does not close it.
     *
     * @param name of the file, for messages
     * @throws IllegalArgumentException {@code name:line: what is wrong} for the first bad line, unless they are skipped
     */
    public void read(InputStream in, String name, Sink sink) throws IOException {
        TextBytes lines = new TextBytes(in);
        while (next(lines, name)) {
            boolean entry;
            try {
                entry = parser.parse(lines.bytes(), lines.from(), lines.to());
            } catch (IllegalArgumentException e) {
                bad(name + ":" + lines.line() + ": " + e.getMessage(), e);
                continue;
            }
            if (entry) {
                sink.entry(lines.line(), parser.subscript(), parser.value(), parser.weight());
            }
        }
    }

    /** A line too long for memory ends a file even when bad lines are skipped: there is no telling where the next begins. */
    private static boolean next(TextBytes lines, String name) throws IOException {
        try {
            return lines.next();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ":" + lines.line() + ": " + e.getMessage(), e);
        }
    }

    private void bad(String message, IllegalArgumentException cause) {
        if (!skipBadLines) {
            throw new IllegalArgumentException(message, cause);
        }
        badLines++;
        if (messages.size() < SHOWN) {
            messages.add(message);
        }
    }

    /** The number of subscripts in a line; 0 as long as none was read and the format does not say. */
    public int order() {
        return parser.order();
    }

    /** How many lines were skipped. */
    public long badLines() {
        return badLines;
    }

    /** What was wrong with the first ten of them. */
    public List<String> messages() {
        return List.copyOf(messages);
    }
}
