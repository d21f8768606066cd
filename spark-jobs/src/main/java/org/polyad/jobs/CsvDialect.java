package org.polyad.jobs;

import com.univocity.parsers.csv.CsvParserSettings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How the fields of a line are told apart: RFC 4180, with the parser that Spark uses. */
final class CsvDialect implements Serializable {
    static final int MOST_COLUMNS = 20480;
    static final int LONGEST_FIELD = 1 << 20;

    private static final long serialVersionUID = 1L;

    private final boolean header;
    private final char delimiter;

    CsvDialect(InputOptions options, InputFormat format) {
        this.header = !options.noHeader;
        this.delimiter =
                options.delimiter != null ? options.delimiter.charAt(0) : format == InputFormat.TSV ? '\t' : ',';
    }

    /** Whether the first line has the names. */
    boolean header() {
        return header;
    }

    char delimiter() {
        return delimiter;
    }

    CsvParserSettings settings() {
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

    /** The columns' names, from the first line. */
    List<String> names(String[] first) {
        return header
                ? Arrays.stream(first)
                        .map(name -> name == null ? "" : unmarked(name.strip()))
                        .toList()
                : IntStream.range(0, first.length).mapToObj(c -> "_c" + c).toList();
    }

    private static String unmarked(String name) {
        return name.startsWith("\uFEFF") ? name.substring(1) : name;
    }
}
