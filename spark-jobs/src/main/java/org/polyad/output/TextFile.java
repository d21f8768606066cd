package org.polyad.output;

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

/** A file of text that appears whole or not at all, compressed as its name says. */
public final class TextFile {
    private TextFile() {}

    /** Finds out before any work whether a file can be written. */
    public static WholeFile open(String path, boolean overwrite) throws IOException {
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
