package org.polyad.spark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A state of a fit in a file: the word POLYAD1, a JSON object with what was asked for (its length before it), the state as flat binary
 * ({@link StateBytes}), and the CRC32 of all that.
 */
final class StateFile {
    private static final long MAGIC = 0x504f4c5941443100L;
    private static final int LONGEST_JSON = 1 << 24;
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateFile() {}

    /** What was read is no state, or not a whole one. */
    static final class DamageException extends IOException {
        private static final long serialVersionUID = 1L;

        DamageException(String message) {
            super(message);
        }
    }

    /** Writes a state and has it on the disk. */
    static void write(Checkpoint.Saved saved, FileSystem files, Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("polyadVersion", PolyadVersion.current());
        json.put("start", saved.state().start());
        json.put("iteration", saved.state().iteration());
        json.put("data", saved.data());
        json.put("options", saved.options());
        byte[] head = JSON.writeValueAsBytes(json);
        CRC32 sum = new CRC32();
        try (FSDataOutputStream raw = files.create(file, false);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(raw, sum), BUFFER))) {
            out.writeLong(MAGIC);
            out.writeInt(head.length);
            out.write(head);
            StateBytes.write(saved.state(), out);
            out.flush();
            long value = sum.getValue();
            out.writeLong(value);
            out.flush();
            raw.hsync();
        }
    }

    /**
     * Reads a state.
     *
     * @throws DamageException when what is there is no state
     * @throws IOException when it cannot be read now
     */
    static Checkpoint.Saved read(FileSystem files, Path file) throws IOException {
        verify(files, file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(files.open(file), BUFFER))) {
            in.readLong();
            byte[] head = new byte[in.readInt()];
            in.readFully(head);
            Map<String, Object> json = json(head);
            Map<String, String> options =
                    JSON.convertValue(json.get("options"), new TypeReference<LinkedHashMap<String, String>>() {});
            return new Checkpoint.Saved(StateBytes.read(in), options, (String) json.get("data"));
        }
    }

    private static Map<String, Object> json(byte[] head) throws IOException {
        try {
            return JSON.readValue(head, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JacksonException e) {
            throw new DamageException("no checkpoint");
        }
    }

    /** Before anything is believed or reserved: the sum over the whole file. */
    private static void verify(FileSystem files, Path file) throws IOException {
        long length = files.getFileStatus(file).getLen() - Long.BYTES;
        if (length < Long.BYTES + Integer.BYTES) {
            throw new DamageException("no checkpoint");
        }
        CRC32 sum = new CRC32();
        try (InputStream in = new BufferedInputStream(files.open(file), BUFFER)) {
            byte[] start = taken(in, Long.BYTES + Integer.BYTES, sum);
            ByteBuffer head = ByteBuffer.wrap(start);
            long magic = head.getLong();
            int json = head.getInt();
            if (magic != MAGIC || json < 0 || json > LONGEST_JSON) {
                throw new DamageException("no checkpoint");
            }
            for (long left = length - start.length; left > 0; left -= BUFFER) {
                taken(in, (int) Math.min(left, BUFFER), sum);
            }
            long expected = sum.getValue();
            if (ByteBuffer.wrap(taken(in, Long.BYTES, sum)).getLong() != expected) {
                throw new DamageException("the sum is wrong");
            }
        }
    }

    /** That many bytes, added to the sum. A connection that ends has exceptions of its own. */
    private static byte[] taken(InputStream in, int bytes, CRC32 sum) throws IOException {
        byte[] taken = in.readNBytes(bytes);
        if (taken.length < bytes) {
            throw new DamageException("it ends early");
        }
        sum.update(taken);
        return taken;
    }
}
