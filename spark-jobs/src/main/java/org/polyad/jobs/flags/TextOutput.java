package org.polyad.jobs.flags;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.polyad.files.HadoopPaths;
import org.polyad.files.WholeFile;
import org.polyad.input.source.InputFormat;
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
        return new WholeFile(HadoopPaths.of(path), HadoopPaths.configuration(), overwrite);
    }

    public static void write(WholeFile file, WholeFile.Content content) throws IOException {
        file.write(raw -> {
            try (OutputStream out = compressed(new BufferedOutputStream(raw, 1 << 16), file.name())) {
                content.write(out);
            }
        });
    }

    /** @param name of the file, whose suffix says how */
    public static OutputStream compressed(OutputStream raw, String name) throws IOException {
        return switch (InputFormat.compression(name)) {
            case "gz" -> new GZIPOutputStream(raw, 1 << 16);
            case "bz2" -> {
                BZip2Codec codec = new BZip2Codec();
                codec.setConf(new Configuration(false));
                yield codec.createOutputStream(raw);
            }
            case "zst" -> new ZstdOutputStream(raw);
            default -> raw;
        };
    }
}
