package org.polyad.jobs.flags;

import java.util.List;
import org.polyad.input.source.CsvOptions;
import picocli.CommandLine.Option;

/** {@link CsvOptions} on the command line; a mixin of every command that reads csv. */
@Heading("Input")
public final class CsvFlags {
    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description =
                    "Between the fields of csv; default: a comma, in tsv a tab. blanks: any number of blanks and tabs.")
    private String delimiter;

    @Option(
            names = "--na",
            split = ",",
            paramLabel = "TEXTS",
            description =
                    "Texts of csv that are null beside the empty field: NA,null,-. --nulls says what becomes of them.")
    private List<String> na;

    @Option(
            names = "--skip-lines",
            paramLabel = "N",
            description = "Lines of csv before its header that are no part of it; default: 0.")
    private Integer skipLines;

    @Option(
            names = "--comment",
            paramLabel = "C",
            description = "Lines of csv that begin with it are left out; default: none.")
    private String comment;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Of csv: UTF-8, UTF-16, ISO-8859-1, windows-1252 ...; default: UTF-8.")
    private String encoding;

    @Option(
            names = "--no-header",
            description = "Csv begins without names: the columns are _c0, _c1 and so on.",
            fallbackValue = "true")
    private boolean noHeader;

    /** The options as given. */
    public CsvOptions options() {
        CsvOptions options = new CsvOptions();
        options.delimiter = delimiter;
        options.na = na;
        options.skipLines = skipLines;
        options.comment = comment;
        options.encoding = encoding;
        options.noHeader = noHeader;
        return options;
    }
}
