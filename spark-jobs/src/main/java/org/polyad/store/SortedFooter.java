package org.polyad.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Passes a Parquet file on, with the encodings that its footer lists for a column in a fixed order: Parquet keeps them in a hash set
 * of enums, whose order changes from one JVM to the next, so that the same numbers would not be the same bytes.
 */
final class SortedFooter extends PositionOutputStream {
    /** Of the end of the file that much is held back: a footer has some 100 bytes a column and row group. */
    private static final int HELD = 1 << 20;

    /** The footer's length and Parquet's four letters. */
    private static final int TAIL = 8;

    private final OutputStream out;
    private final byte[] held = new byte[2 * HELD];
    private int count;
    private long position;
    private boolean closed;

    SortedFooter(OutputStream out) {
        this.out = out;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int some = Math.min(length - done, held.length - count);
            System.arraycopy(bytes, from + done, held, count, some);
            count += some;
            done += some;
            if (count == held.length) {
                out.write(held, 0, HELD);
                System.arraycopy(held, HELD, held, 0, HELD);
                count = HELD;
            }
        }
        position += length;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            int footer = count < TAIL ? -1 : footerLength();
            if (footer > 0 && footer + TAIL <= count) {
                byte[] sorted = sorted(Arrays.copyOfRange(held, count - TAIL - footer, count - TAIL));
                if (sorted.length == footer) {
                    System.arraycopy(sorted, 0, held, count - TAIL - footer, footer);
                }
            }
            out.write(held, 0, count);
        }
    }

    private int footerLength() {
        return ByteBuffer.wrap(held, count - TAIL, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    private static byte[] sorted(byte[] footer) throws IOException {
        FileMetaData file = Util.readFileMetaData(new ByteArrayInputStream(footer));
        for (RowGroup group : file.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                Collections.sort(chunk.getMeta_data().getEncodings());
            }
        }
        ByteArrayOutputStream sorted = new ByteArrayOutputStream(footer.length);
        Util.writeFileMetaData(file, sorted);
        return sorted.toByteArray();
    }
}
