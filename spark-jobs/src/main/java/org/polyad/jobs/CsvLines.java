package org.polyad.jobs;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/** The rows in a split of a csv file, from its lines. */
final class CsvLines implements Iterator<Row> {
    /** Files up to a tebibyte keep their place among the others. */
    private static final int OFFSET_BITS = 40;

    private final Iterator<Tuple2<LongWritable, Text>> lines;
    private final CsvDialect dialect;
    private final Charset charset;
    private final CsvParser parser;
    private final Layout layout;
    private final int width;
    private final long start;
    private boolean headerDue;
    private boolean damaged;
    private Row next;

    /**
     * How one file's columns lie.
     *
     * @param file its number among the files
     * @param fields how many it has
     * @param at where each column stands, -1: nowhere; behind the fields are the folders' columns
     * @param folders what these hold
     */
    record Layout(int file, int fields, int[] at, String[] folders) implements Serializable {
        /** Those of a file among others, by {@code names}. */
        static Layout of(int number, InputFile file, CsvRecords records, List<String> names) {
            List<String> own = records.names();
            List<String> given = file.folders().names();
            int[] at = new int[names.size()];
            for (int c = 0; c < at.length; c++) {
                int folder = given.indexOf(names.get(c));
                at[c] = folder < 0 ? own.indexOf(names.get(c)) : records.fields() + folder;
            }
            String[] values = file.folders().values().toArray(String[]::new);
            return new Layout(number, records.fields(), at, values);
        }

        /** A row of text; null fields where {@code tokens} are null. */
        Row row(String[] tokens, int width, long origin, String place, String bad) {
            Object[] row = new Object[width + 3];
            for (int c = 0; tokens != null && c < width; c++) {
                row[c] = at[c] < 0 ? null : at[c] < fields ? tokens[at[c]] : folders[at[c] - fields];
            }
            row[width] = origin;
            row[width + 1] = place;
            row[width + 2] = bad;
            return RowFactory.create(row);
        }

        long origin(long start) {
            return ((long) file << OFFSET_BITS) + start;
        }
    }

    /** @param start where the split begins in the file */
    CsvLines(Iterator<Tuple2<LongWritable, Text>> lines, CsvDialect dialect, Layout layout, int width, long start) {
        this.lines = lines;
        this.parser = new CsvParser(dialect.settings());
        this.layout = layout;
        this.width = width;
        this.start = start;
        this.headerDue = dialect.header() && start == 0;
        this.dialect = dialect;
        this.charset = dialect.charset();
        for (int line = 0; line < dialect.skippedLines() && start == 0 && lines.hasNext(); line++) {
            lines.next();
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && more()) {
            Text line = lines.next()._2;
            next = parse(dialect.parsed(new String(line.getBytes(), 0, line.getLength(), charset)));
        }
        return next != null;
    }

    /** Whether there is another line; a file that is damaged gives a bad row, and is read again from its beginning, which says more. */
    private boolean more() {
        try {
            return !damaged && lines.hasNext();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Hadoop's IOException, which Spark does not declare.
            damaged = true;
            next = bad("it cannot be read: " + e.getMessage());
            return false;
        }
    }

    private Row parse(String line) {
        if (dialect.isComment(line)) {
            return null;
        }
        if (line.indexOf('\uFFFD') >= 0 || line.chars().filter(c -> c == '"').count() % 2 != 0) {
            return headerDue
                    ? null
                    : bad("the line may not be text of its encoding, or a quoted field goes on in the next one");
        }
        String[] tokens;
        try {
            tokens = parser.parseLine(line);
        } catch (TextParsingException e) {
            return bad("it cannot be read as csv");
        }
        if (tokens == null) {
            return null;
        }
        if (headerDue) {
            headerDue = false;
            return null;
        }
        dialect.withNulls(tokens);
        return tokens.length == layout.fields()
                ? layout.row(tokens, width, layout.origin(start), null, null)
                : bad("expected " + layout.fields() + " fields, found " + tokens.length);
    }

    private Row bad(String what) {
        return layout.row(null, width, layout.origin(start), null, what);
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }
}
