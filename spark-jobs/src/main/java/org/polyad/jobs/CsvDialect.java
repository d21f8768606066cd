package org.polyad.jobs;

import com.univocity.parsers.csv.CsvParserSettings;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.polyad.InvalidInputException;

/** How the fields of a line are told apart: RFC 4180, with the parser that Spark uses. */
final class CsvDialect implements Serializable {
    static final int MOST_COLUMNS = 20480;
    static final int LONGEST_FIELD = 1 << 20;

    private static final long serialVersionUID = 1L;

    /** A delimiter for which any run of blanks and tabs counts. */
    static final String BLANKS = "blanks";

    private final boolean header;
    private final char delimiter;
    private final boolean blanks;
    private final int skippedLines;
    private final char comment;
    private final String encoding;
    private final Set<String> nulls;

    CsvDialect(InputOptions options, InputFormat format) {
        this.header = !options.noHeader;
        this.blanks = BLANKS.equals(options.delimiter);
        boolean given = options.delimiter != null && !blanks;
        this.delimiter = given ? options.delimiter.charAt(0) : blanks || format == InputFormat.TSV ? '\t' : ',';
        this.skippedLines = options.skipLines;
        this.comment = options.comment == null ? '\0' : options.comment.charAt(0);
        this.encoding = options.encoding == null
                ? StandardCharsets.UTF_8.name()
                : charset(options.encoding).name();
        this.nulls = options.na == null ? Set.of() : Set.copyOf(options.na);
    }

    /** @throws IllegalArgumentException for a name that Java does not know */
    static Charset charset(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "--encoding must be a name like UTF-8, UTF-16, ISO-8859-1 or windows-1252, found "
                            + Shown.quoted(name),
                    e);
        }
    }

    Charset charset() {
        return Charset.forName(encoding);
    }

    /** Whether a line's end is the same bytes as in ASCII, so that a file can be cut into splits. */
    boolean endsLinesAsAscii() {
        return !encoding.startsWith("UTF-16") && !encoding.startsWith("UTF-32");
    }

    int skippedLines() {
        return skippedLines;
    }

    /** What is parsed, of a text as the file has it. */
    Reader parsed(Reader text) {
        return blanks ? new FoldedBlanks(text) : text;
    }

    /** The same, of a line. */
    String parsed(String line) {
        return blanks ? FoldedBlanks.of(line) : line;
    }

    /** Whether the parser leaves the line out. */
    boolean isComment(String line) {
        return comment != 0 && line.indexOf(comment) == 0;
    }

    /** Puts null for the texts that count as empty. @param fields changed in place; may be null */
    String[] withNulls(String[] fields) {
        for (int c = 0; fields != null && !nulls.isEmpty() && c < fields.length; c++) {
            if (fields[c] != null && nulls.contains(fields[c].strip())) {
                fields[c] = null;
            }
        }
        return fields;
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
        settings.getFormat().setComment(comment);
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setReadInputOnSeparateThread(false);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setMaxCharsPerColumn(LONGEST_FIELD);
        return settings;
    }

    /** The columns' names, from the first line; one without a name is called by its place, {@code _c0}, as Spark does. */
    List<String> names(String[] first) {
        return IntStream.range(0, first.length)
                .mapToObj(c -> header && first[c] != null && !first[c].isBlank() ? first[c].strip() : "_c" + c)
                .toList();
    }
}
