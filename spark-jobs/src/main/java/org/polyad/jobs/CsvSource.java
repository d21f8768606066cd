package org.polyad.jobs;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads csv (RFC 4180, UTF-8) with the parser that Spark uses, but here, so that every message can say which line it is about.
 */
final class CsvSource implements EntrySource {
    private static final int MOST_COLUMNS = 20480;
    private static final int LONGEST_FIELD = 1 << 20;

    private final List<InputFile> files;
    private final Configuration conf;
    private final TableColumns columns;
    private final BadLines badLines;
    private final boolean header;
    private final char delimiter;

    CsvSource(List<InputFile> files, Configuration conf, InputOptions options, InputFormat format, BadLines badLines) {
        this.files = files;
        this.conf = conf;
        this.columns = new TableColumns(options);
        this.badLines = badLines;
        this.header = !options.noHeader;
        this.delimiter =
                options.delimiter != null ? options.delimiter.charAt(0) : format == InputFormat.TSV ? '\t' : ',';
    }

    @Override
    public List<String> modeNames() {
        return columns.index();
    }

    @Override
    public void read(Sink sink) throws IOException {
        for (InputFile file : files) {
            // A new one each time, since the parser remembers how lines end.
            CsvParser parser = new CsvParser(settings());
            try (InputStream bytes = file.open(conf);
                    Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())) {
                parser.beginParsing(text);
                read(file, parser, sink);
            } catch (TextParsingException e) {
                throw wrong(file, e);
            } finally {
                parser.stopParsing();
            }
        }
    }

    private CsvParserSettings settings() {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(delimiter);
        settings.getFormat().setComment('\0');
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setReadInputOnSeparateThread(false);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setMaxCharsPerColumn(LONGEST_FIELD);
        return settings;
    }

    private void read(InputFile file, CsvParser parser, Sink sink) {
        Place place = new Place(file.name());
        String[] first = parser.parseNext();
        if (first == null) {
            throw new IllegalArgumentException(file.name() + " has no lines");
        }
        String[] names = header
                ? Arrays.stream(first)
                        .map(name -> name == null ? "" : unmarked(name.strip()))
                        .toArray(String[]::new)
                : IntStream.range(0, first.length).mapToObj(c -> "_c" + c).toArray(String[]::new);
        TableColumns.InFile where = columns.in(file.name(), Arrays.asList(names));
        String[] row = header ? parser.parseNext() : first;
        for (; row != null; row = parser.parseNext()) {
            place.line = lineOf(parser, row);
            if (row.length != names.length) {
                badLines.found(place, "expected " + names.length + " fields, found " + row.length);
                continue;
            }
            String wrong = where.take(row);
            if (wrong == null) {
                where.give(sink, place);
            } else {
                badLines.found(place, wrong);
            }
        }
    }

    /** The parser has read the row's end, so that lines are counted past it; fields may hold line ends of their own. */
    private static long lineOf(CsvParser parser, String[] row) {
        long line = parser.getContext().currentLine();
        for (String field : row) {
            if (field != null && field.indexOf('\n') >= 0) {
                line -= field.chars().filter(c -> c == '\n').count();
            }
        }
        return Math.max(1, line);
    }

    private static String unmarked(String name) {
        return name.startsWith("\uFEFF") ? name.substring(1) : name;
    }

    private static IllegalArgumentException wrong(InputFile file, TextParsingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new IllegalArgumentException(
                        file.name() + " is not UTF-8 text, near line " + (e.getLineIndex() + 1), e);
            }
            if (cause instanceof IOException damaged) {
                return new IllegalArgumentException(damaged.getMessage(), e);
            }
        }
        return new IllegalArgumentException(
                file.name() + " cannot be read as csv, near line " + (e.getLineIndex() + 1)
                        + ": a row has more than " + MOST_COLUMNS + " fields, or one of more than " + LONGEST_FIELD
                        + " characters",
                e);
    }
}
