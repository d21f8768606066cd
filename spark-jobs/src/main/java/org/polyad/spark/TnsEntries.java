package org.polyad.spark;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.polyad.InvalidInputException;
import org.polyad.tensor.TnsFormat;
import org.polyad.tensor.TnsLine;
import scala.Tuple2;

/** The entries in a range of lines of a file. */
final class TnsEntries implements Iterator<Entry> {
    private final Iterator<Tuple2<LongWritable, Text>> lines;
    private final String file;
    private final TnsLine parser;
    private final boolean skip;
    private Entry next;

    /** @param skip leave bad lines out */
    TnsEntries(Iterator<Tuple2<LongWritable, Text>> lines, String file, TnsFormat format, boolean skip) {
        this.lines = lines;
        this.file = file;
        this.parser = new TnsLine(format);
        this.skip = skip;
    }

    @Override
    public boolean hasNext() {
        while (next == null && more()) {
            Tuple2<LongWritable, Text> line = lines.next();
            next = parse(line._1.get(), line._2);
        }
        return next != null;
    }

    private boolean more() {
        try {
            return lines.hasNext();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Hadoop's IOException, which Spark does not declare.
            throw new LineException(file, 0, "it cannot be read: " + e.getMessage(), e);
        }
    }

    private Entry parse(long offset, Text line) {
        try {
            return parser.parse(line.getBytes(), 0, line.getLength())
                    ? new Entry(parser.subscript().clone(), parser.value(), parser.weight())
                    : null;
        } catch (InvalidInputException e) {
            if (skip) {
                return null;
            }
            throw new LineException(file, offset, e.getMessage(), e);
        }
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Entry entry = next;
        next = null;
        return entry;
    }
}
