package org.polyad.jobs;

import java.util.List;
import picocli.CommandLine.Option;

/** Data that a model may be looked at with; columns and conditions are those of its fit. */
final class OptionalInput {
    @Option(names = "--input", paramLabel = "IN", description = "The data; a table is read as it was for the fit.")
    String path;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "tns, csv, tsv, parquet, json or orc; default: by suffix.")
    private String format;

    @Option(
            names = "--duplicates",
            paramLabel = "POLICY",
            description = "sum, mean, last or error; default: as for the fit.")
    private String duplicates;

    @Option(
            names = "--join",
            paramLabel = "TABLE",
            description = "A lookup table that the fit joined, as for fit: a model's paths are not read by themselves.")
    private List<String> joins;

    InputOptions options() {
        InputOptions options = InputOptions.of(path);
        options.format = format;
        options.joins = joins;
        options.duplicates = duplicates;
        return options;
    }
}
