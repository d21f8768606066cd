package org.polyad.jobs;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.polyad.InvalidInputException;

/** The records of one csv file from its beginning, so that each knows its line. */
final class CsvRecords implements AutoCloseable {
    private final InputFile file;
    private final Reader text;
    private final CsvParser parser;
    private final List<String> names;
    private String[] fields;
    private boolean begun;

    /** @throws IllegalArgumentException for a file without lines */
    CsvRecords(InputFile file, Configuration conf, CsvDialect dialect) throws IOException {
        this.file = file;
        // A new one for each file, since it remembers how lines end.
        this.parser = new CsvParser(dialect.settings());
        this.text = new InputStreamReader(file.open(conf), StandardCharsets.UTF_8.newDecoder());
        try {
            begin();
            fields = parse();
            if (fields == null) {
                throw new InvalidInputException(file.name() + " has no lines");
            }
            names = dialect.names(fields);
            begun = dialect.header();
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    private void begin() {
        try {
            parser.beginParsing(text);
        } catch (TextParsingException e) {
            throw wrong(e);
        }
    }

    static List<String> names(InputFile file, Configuration conf, CsvDialect dialect) throws IOException {
        try (CsvRecords records = new CsvRecords(file, conf, dialect)) {
            return records.names();
        }
    }

    List<String> names() {
        return names;
    }

    /** The next record, or null; of another length than the names where the line is wrong. */
    String[] next() {
        if (begun) {
            fields = parse();
        }
        begun = true;
        return fields;
    }

    private String[] parse() {
        try {
            return parser.parseNext();
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
        return Math.max(1, line);
    }

    private InvalidInputException wrong(TextParsingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new InvalidInputException(
                        file.name() + " is not UTF-8 text, near line " + (e.getLineIndex() + 1), e);
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

    @Override
    public void close() throws IOException {
        parser.stopParsing();
        text.close();
    }
}
