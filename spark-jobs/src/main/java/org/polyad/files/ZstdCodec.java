package org.polyad.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.io.compress.Decompressor;

/** Lets Hadoop's text input read {@code .zst} through zstd-jni, which Spark brings: Hadoop's own codec wants a native library. */
public final class ZstdCodec implements CompressionCodec {
    private static final String CODECS = "io.compression.codecs";

    /** Adds this codec to those of {@code conf}; being last it wins over Hadoop's. */
    public static void register(Configuration conf) {
        String others = conf.get(CODECS, "");
        conf.set(CODECS, others.isEmpty() ? ZstdCodec.class.getName() : others + "," + ZstdCodec.class.getName());
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in) throws IOException {
        return new Stream(new ZstdInputStream(in));
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor none) throws IOException {
        return createInputStream(in);
    }

    @Override
    public Class<? extends Decompressor> getDecompressorType() {
        return null;
    }

    @Override
    public Decompressor createDecompressor() {
        return null;
    }

    @Override
    public CompressionOutputStream createOutputStream(OutputStream out) {
        throw new UnsupportedOperationException("this codec only reads");
    }

    @Override
    public CompressionOutputStream createOutputStream(OutputStream out, Compressor none) {
        return createOutputStream(out);
    }

    @Override
    public Class<? extends Compressor> getCompressorType() {
        return null;
    }

    @Override
    public Compressor createCompressor() {
        return null;
    }

    @Override
    public String getDefaultExtension() {
        return ".zst";
    }

    private static final class Stream extends CompressionInputStream {
        Stream(InputStream plain) throws IOException {
            super(plain);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public void resetState() {
            throw new UnsupportedOperationException("a stream is read once");
        }
    }
}
