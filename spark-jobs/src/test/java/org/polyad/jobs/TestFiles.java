package org.polyad.jobs;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.spark.sql.SparkSession;
import org.polyad.input.source.InputFormat;

/** Writes the files that tests read, compressed as their names say. */
public final class TestFiles {
    private TestFiles() {}

    public static Path write(Path file, String text) throws IOException {
        try (OutputStream out = compressed(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static OutputStream compressed(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        return switch (InputFormat.compression(file.toString())) {
            case "gz" -> new GZIPOutputStream(raw);
            case "bz2" -> {
                BZip2Codec codec = new BZip2Codec();
                codec.setConf(new Configuration());
                yield codec.createOutputStream(raw);
            }
            case "zst" -> new ZstdOutputStream(raw);
            default -> raw;
        };
    }

    /** The session that the commands find; small, and quiet. */
    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .getOrCreate();
    }
}
