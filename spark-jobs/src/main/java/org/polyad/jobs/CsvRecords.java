package org.polyad.jobs;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.polyad.InvalidInputException;

/** The records of one csv file from its beginning, so that each knows its line. */
final class CsvRecords implements AutoCloseable {
    private final InputFile file;
    private final Configuration conf;
    private final CsvDialect dialect;
    private final Reader text;
    private final CsvParser parser;
    private final List<String> names;
    private final int count;
    private String[] fields;
    private boolean begun;

    /** @throws NoLines for a file without lines */
    CsvRecords(InputFile file, Configuration conf, CsvDialect dialect) throws IOException {
        this.file = file;
        this.conf = conf;
        this.dialect = dialect;
        // A new one for each file, since it remembers how lines end.
        this.parser = new CsvParser(dialect.settings());
        this.text = dialect.parsed(text(file, conf, dialect));
        try {
            begin();
            fields = parse();
            if (fields == null) {
                throw new NoLines(file.name());
            }
            count = fields.length;
            names = file.folders().with(dialect.names(fields));
            begun = dialect.header();
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /** A file with nothing in it, perhaps compressed; beside others it is left out. */
    static final class NoLines extends InvalidInputException {
        private static final long serialVersionUID = 1L;

        NoLines(String name) {
            super(name + " has no lines");
        }
    }

    /** The text behind the lines that are skipped. */
    private static Reader text(InputFile file, Configuration conf, CsvDialect dialect) throws IOException {
        Reader text = new BufferedReader(
                new InputStreamReader(file.open(conf), dialect.charset().newDecoder()));
        text.mark(1);
        // Some programs put a byte-order mark before the text.
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        for (int line = 0; line < dialect.skippedLines(); line++) {
            skipLine(text);
        }
        return text;
    }

    private static void skipLine(Reader text) throws IOException {
        int c = text.read();
        while (c >= 0 && c != '\n' && c != '\r') {
            c = text.read();
        }
        text.mark(1);
        if (c == '\r' && text.read() != '\n') {
            text.reset();
        }
    }

    private void begin() {
        try {
            parser.beginParsing(text);
        } catch (TextParsingException e) {
            throw wrong(e);
        }
    }

    /** Those of the first file that has lines. */
    static List<String> names(List<InputFile> files, Configuration conf, CsvDialect dialect) throws IOException {
        NoLines none = null;
        for (InputFile file : files) {
            try {
                return names(file, conf, dialect);
            } catch (NoLines e) {
                none = none == null ? e : none;
            }
        }
        throw none;
    }

    static List<String> names(InputFile file, Configuration conf, CsvDialect dialect) throws IOException {
        try (CsvRecords records = new CsvRecords(file, conf, dialect)) {
            return records.names();
        }
    }

    /** The columns of the file, and those of its folders. */
    List<String> names() {
        return names;
    }

    /** How many fields a record should have. */
    int fields() {
        return count;
    }

    /** A record of that many fields with those of the folders, in the order of the names. */
    String[] whole(String[] record) {
        return file.folders().row(record, names);
    }

    /** The next record, or null; not of {@link #fields} fields where the line is wrong. */
    String[] next() {
        if (begun) {
            fields = parse();
        }
        begun = true;
        return fields;
    }

    private String[] parse() {
        try {
            return dialect.withNulls(parser.parseNext());
        } catch (TextParsingException e) {
            throw wrong(e);
        }
    }

    /** The line of the last record. The parser has read its end, so lines are counted past it; fields may hold line ends. */
    long line() {
        long line = parser.getContext().currentLine();
        for (String field : fields) {
            if (field != null && field.indexOf('\n') >= 0) {
                line -= field.chars().filter(c -> c == '\n').count();
            }
        }
        return Math.max(1, line) + dialect.skippedLines();
    }

    private InvalidInputException wrong(TextParsingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                String name = dialect.charset().name();
                return new InvalidInputException(
                        file.name() + ":" + lineOfWrongByte() + ": a byte there is not " + name + " text; --encoding"
                                + " says what it is (UTF-8, UTF-16, ISO-8859-1, windows-1252)",
                        e);
            }
            if (cause instanceof IOException damaged) {
                return new InvalidInputException(damaged.getMessage(), e);
            }
        }
        return new InvalidInputException(
                file.name() + " cannot be read as csv, near line " + (e.getLineIndex() + 1) + ": a row has more than "
                        + CsvDialect.MOST_COLUMNS + " fields, or one of more than " + CsvDialect.LONGEST_FIELD
                        + " characters",
                e);
    }

    /** The parser reads ahead; here each character is read by itself. */
    private long lineOfWrongByte() {
        long line = 1;
        int before = 0;
        try (Reader text =
                new InputStreamReader(file.open(conf), dialect.charset().newDecoder())) {
            for (int c = text.read(); c >= 0; c = text.read()) {
                line += c == '\r' || c == '\n' && before != '\r' ? 1 : 0;
                before = c;
            }
        } catch (IOException e) {
            return line;
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        parser.stopParsing();
        text.close();
    }
}
