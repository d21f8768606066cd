package org.polyad.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;

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
            throw new InvalidInputException(name + " has no entry");
        }
        return made.get(0).build(duplicates);
    }

    /**
     * Reads a stream to its end; does not close it. Blocks of lines are parsed by the current threads, but the sink is called by the caller's
     * thread, entry by entry in the order of the lines.
     *
     * @param name of the file, for messages
     * @throws IllegalArgumentException {@code name:line: what is wrong} for the first bad line, unless they are skipped
     */
    public void read(InputStream in, String name, Sink sink) throws IOException {
        TextBlocks blocks = new TextBlocks(in);
        Threads threads = Threads.current();
        // each has its text and what it says
        int most = 2 * threads.count();
        Deque<Supplier<TnsBlock>> ahead = new ArrayDeque<>();
        long[] lines = {0};
        IOException failure = null;
        try {
            for (byte[] text = blocks.next(); text != null; text = blocks.next()) {
                byte[] block = text;
                if (!parser.started()) {
                    give(TnsBlock.parse(block, parser, skipBadLines), name, lines, sink);
                    continue;
                }
                ahead.add(threads.begin(() -> TnsBlock.parse(block, parser.another(), skipBadLines)));
                if (ahead.size() > most) {
                    give(ahead.remove().get(), name, lines, sink);
                }
            }
        } catch (IOException e) {
            failure = e;
        }
        while (!ahead.isEmpty()) {
            give(ahead.remove().get(), name, lines, sink);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void give(TnsBlock block, String name, long[] lines, Sink sink) {
        block.give(lines[0], sink);
        for (TnsBlock.BadLine bad : block.bad()) {
            String message =
                    name + ":" + (lines[0] + bad.line()) + ": " + bad.cause().getMessage();
            boolean last = bad == block.bad().get(block.bad().size() - 1);
            if (block.broken() && last) {
                throw new InvalidInputException(message, bad.cause());
            }
            badLines++;
            if (messages.size() < SHOWN) {
                messages.add(message);
            }
        }
        lines[0] += block.lines();
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
