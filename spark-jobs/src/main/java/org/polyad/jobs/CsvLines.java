package org.polyad.jobs;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows in some splits of csv files, from their lines with the file's name and the split's beginning. */
final class CsvLines implements Iterator<Row> {
    /** Files up to a tebibyte keep their place among the others. */
    private static final int OFFSET_BITS = 40;

    private final Iterator<Row> lines;
    private final CsvDialect dialect;
    private final CsvParser parser;
    private final Map<String, Layout> layouts;
    private final int width;
    private String file;
    private long start = -1;
    private Layout layout;
    private boolean headerDue;
    private Row next;

    /**
     * How one file's columns lie.
     *
     * @param file its number among the files
     * @param fields how many it has
     * @param at where each column stands, -1: nowhere
     */
    record Layout(int file, int fields, int[] at) implements Serializable {
        /** A row of text; null fields where {@code tokens} are null. */
        Row row(String[] tokens, int width, long origin, String place, String bad) {
            Object[] row = new Object[width + 3];
            for (int c = 0; tokens != null && c < width; c++) {
                row[c] = at[c] < 0 ? null : tokens[at[c]];
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

    /** @param layouts by {@link HadoopPaths#key} */
    CsvLines(Iterator<Row> lines, CsvDialect dialect, Map<String, Layout> layouts, int width) {
        this.lines = lines;
        this.dialect = dialect;
        this.parser = new CsvParser(dialect.settings());
        this.layouts = layouts;
        this.width = width;
    }

    @Override
    public boolean hasNext() {
        while (next == null && lines.hasNext()) {
            Row line = lines.next();
            enter(line.getString(1), line.getLong(2));
            next = parse(line.getString(0));
        }
        return next != null;
    }

    private void enter(String name, long from) {
        if (from != start || !name.equals(file)) {
            file = name;
            start = from;
            layout = layouts.get(HadoopPaths.key(name));
            headerDue = dialect.header() && from == 0;
        }
    }

    private Row parse(String line) {
        if (line.indexOf('\uFFFD') >= 0 || line.chars().filter(c -> c == '"').count() % 2 != 0) {
            return headerDue ? null : bad("the line may not be UTF-8 text, or a quoted field goes on in the next one");
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
