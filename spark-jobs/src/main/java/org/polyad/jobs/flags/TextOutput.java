package org.polyad.jobs.flags;

import java.io.IOException;
import org.polyad.files.WholeFile;
import org.polyad.output.TextFile;
import picocli.CommandLine.Option;

/** A file that a command writes, compressed as its name says; it appears whole or not at all. */
@Heading("Output")
public final class TextOutput {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "F",
            description = "The file to write; with .gz, .bz2 or .zst at the end it is compressed.")
    public String path;

    @Option(
            names = "--overwrite",
            description = "Replace the file if it exists; default: an error.",
            fallbackValue = "true")
    public boolean overwrite;

    /** Finds out before any work whether it can be written. */
    public WholeFile open() throws IOException {
        return TextFile.open(path, overwrite);
    }
}
