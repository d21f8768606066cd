package org.polyad.jobs;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.polyad.InvalidInputException;
import org.polyad.spark.FileSystems;

/**
 * A file to read.
 *
 * @param name as messages call it
 * @param length bytes, compressed or not
 * @param folders columns of a table that its folders' names give
 */
record InputFile(Path path, String name, long length, FolderColumns folders) implements Serializable {
    private static final int BUFFER = 1 << 16;

    /**
     * The file's bytes, decompressed by its suffix. Where the data are damaged, reading throws an
     * IOException whose message is for the user.
     */
    InputStream open(Configuration conf) throws IOException {
        InputStream raw = new BufferedInputStream(reached(conf), BUFFER);
        String compression = InputFormat.compression(path.getName());
        try {
            return new Checked(decompressed(raw, compression, conf), compression);
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            raw.close();
            throw damaged(e, compression);
        }
    }

    private InputStream reached(Configuration conf) throws IOException {
        try {
            return FileSystems.of(path, conf).open(path);
        } catch (SocketException | UnknownHostException | SocketTimeoutException e) {
            // Java's own sentence leaves out where it was going.
            throw new InvalidInputException(name + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static InputStream decompressed(InputStream raw, String compression, Configuration conf)
            throws IOException {
        return switch (compression) {
            case "gz" -> new GZIPInputStream(raw, BUFFER);
            case "bz2" -> {
                BZip2Codec codec = new BZip2Codec();
                codec.setConf(conf);
                yield codec.createInputStream(raw);
            }
            case "zst" -> new ZstdInputStream(raw);
            default -> raw;
        };
    }

    private IOException damaged(Exception e, String compression) {
        String what = compression.isEmpty() ? name + " cannot be read" : name + " cannot be read as ." + compression;
        String why = e.getMessage() == null ? "it ends too early" : Shown.text(e.getMessage());
        return new IOException(what + ": " + why + "; is the file whole?", e);
    }

    /** Says which file it was. */
    private final class Checked extends FilterInputStream {
        private final String compression;

        Checked(InputStream in, String compression) {
            super(in);
            this.compression = compression;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
                // Hadoop's bzip2 runs past its tables when the data are damaged.
                throw damaged(e, compression);
            }
        }
    }
}
