package org.polyad.tensor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.InvalidInputException;

/** What the lines of a block of text say, parsed apart from those before it. */
final class TnsBlock {
    /** Bytes of a line, as a first guess. */
    private static final int USUAL_LINE = 12;

    private final boolean skipBadLines;
    private final List<BadLine> bad = new ArrayList<>();
    private int order;
    private int[] lines;
    private int[] subscripts = {};
    private double[] values;

    /** Null as long as all are 1. */
    private double[] weights;

    private int count;
    private int allLines;
    private boolean broken;

    /** @param line from 1, within the block */
    record BadLine(long line, InvalidInputException cause) {}

    private TnsBlock(int capacity, boolean skipBadLines) {
        this.skipBadLines = skipBadLines;
        this.lines = new int[capacity];
        this.values = new double[capacity];
    }

    /**
     * Parses whole lines.
     *
     * @param skipBadLines note what is wrong and go on; else the first bad line ends the block
     */
    static TnsBlock parse(byte[] text, TnsLine parser, boolean skipBadLines) {
        TnsBlock block = new TnsBlock(1 + text.length / USUAL_LINE, skipBadLines);
        TextBytes lines = new TextBytes(new ByteArrayInputStream(text));
        try {
            while (!block.broken && block.next(lines)) {
                block.parse(lines, parser);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
        block.allLines = (int) lines.line();
        return block;
    }

    /** A line too long for memory ends a file even when bad lines are skipped: there is no telling where the next begins. */
    private boolean next(TextBytes lines) throws IOException {
        try {
            return lines.next();
        } catch (InvalidInputException e) {
            bad.add(new BadLine(lines.line(), e));
            broken = true;
            return false;
        }
    }

    private void parse(TextBytes lines, TnsLine parser) {
        try {
            if (parser.parse(lines.bytes(), lines.from(), lines.to())) {
                add((int) lines.line(), parser);
            }
        } catch (InvalidInputException e) {
            bad.add(new BadLine(lines.line(), e));
            broken = !skipBadLines;
        }
    }

    private void add(int line, TnsLine parser) {
        order = parser.order();
        if (count == lines.length || subscripts.length == 0) {
            grow();
        }
        if (parser.weight() != 1 && weights == null) {
            weights = new double[lines.length];
            Arrays.fill(weights, 0, count, 1);
        }
        lines[count] = line;
        System.arraycopy(parser.subscript(), 0, subscripts, count * order, order);
        values[count] = parser.value();
        if (weights != null) {
            weights[count] = parser.weight();
        }
        count++;
    }

    private void grow() {
        int length = count == 0 ? lines.length : 2 * count;
        lines = Arrays.copyOf(lines, length);
        values = Arrays.copyOf(values, length);
        weights = weights == null ? null : Arrays.copyOf(weights, length);
        subscripts = Arrays.copyOf(subscripts, length * order);
    }

    /** Hands the entries on, in order. @param before the lines of the file before the block */
    void give(long before, TnsReader.Sink sink) {
        int[] subscript = new int[order];
        for (int p = 0; p < count; p++) {
            System.arraycopy(subscripts, p * order, subscript, 0, order);
            sink.entry(before + lines[p], subscript, values[p], weights == null ? 1 : weights[p]);
        }
    }

    /** How many lines it has, bad and empty ones among them. */
    int lines() {
        return allLines;
    }

    List<BadLine> bad() {
        return bad;
    }

    /** Whether the file is not to be read on after the last bad line. */
    boolean broken() {
        return broken;
    }
}
