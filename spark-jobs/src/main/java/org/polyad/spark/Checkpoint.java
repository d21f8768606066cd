package org.polyad.spark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.solver.FitState;

/**
 * States of a running fit in a folder: {@code state-N}, the newest and the one before. A file holds the word POLYAD1, a JSON object
 * with what was asked for (its length before it), the state as flat binary ({@link StateBytes}), and the CRC32 of all that. It is
 * written beside and moved, so a process that dies leaves whole states only; should the newest be damaged all the same, the one
 * before serves. Two fits cannot share a folder: each knows which state was the newest when it last looked, and the one that finds
 * a newer one ends.
 */
public final class Checkpoint {
    private static final long MAGIC = 0x504f4c5941443100L;
    private static final String NAME = "state-";
    private static final String WRITING = ".writing-";
    private static final int KEPT = 2;
    private static final int LONGEST_JSON = 1 << 24;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final FileSystem files;

    /** By a symbolic link that the user made. */
    private final boolean linked;

    private final List<String> damaged = new ArrayList<>();
    private long newest;

    /**
     * A state and the fit it belongs to.
     *
     * @param options that decide the result, by name
     * @param data fingerprint of the data
     */
    public record Saved(FitState state, Map<String, String> options, String data) {}

    public Checkpoint(Path folder, Configuration conf) throws IOException {
        this.files = WholeFolder.plain(FileSystems.of(folder, conf));
        this.folder = FileSystems.target(files, folder);
        this.linked = !this.folder.equals(Paths.qualified(files, folder));
        this.newest = newest(numbers());
    }

    private static long newest(List<Long> numbers) {
        return numbers.isEmpty() ? 0 : numbers.get(0);
    }

    public Path folder() {
        return folder;
    }

    /** Whether there was no state when this was made or last asked. */
    public boolean isEmpty() {
        return newest == 0;
    }

    /**
     * Writes a state, and removes all but the newest two.
     *
     * @throws IllegalArgumentException when another fit saves its state here
     */
    public void save(Saved saved) throws IOException {
        files.mkdirs(folder);
        List<Long> numbers = numbers();
        if (newest(numbers) > newest) {
            throw shared();
        }
        long number = newest + 1;
        put(saved, number);
        newest = number;
        for (long old : numbers) {
            if (old <= number - KEPT) {
                files.delete(file(old), false);
            }
        }
    }

    private InvalidInputException shared() {
        return new InvalidInputException("another fit saves its state in " + Paths.shown(folder)
                + ": this one ends; give one of them another --output or --checkpoint");
    }

    private void put(Saved saved, long number) throws IOException {
        if (!WholeFolder.renamesAtOnce(files)) {
            // A file of an object store appears when it is closed, whole.
            Disk.run(() -> write(saved, file(number)));
            return;
        }
        Path beside = new Path(folder, WRITING + Beside.writer());
        try {
            Disk.run(() -> write(saved, beside));
            if (files.exists(file(number))) {
                throw shared();
            }
            if (!files.rename(beside, file(number))) {
                throw new IOException("cannot move " + Paths.shown(beside) + " to " + Paths.shown(file(number)));
            }
        } catch (IOException | RuntimeException e) {
            files.delete(beside, false);
            throw e;
        }
        for (FileStatus left : files.listStatus(folder)) {
            if (Beside.isAbandoned(left, WRITING)) {
                files.delete(left.getPath(), false);
            }
        }
    }

    private void write(Saved saved, Path file) throws IOException {
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
                        new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(raw, sum), 1 << 16))) {
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
     * The newest state that is whole, or null when there is none at all.
     *
     * @throws IllegalArgumentException when there are states, and all are damaged
     */
    public Saved load() throws IOException {
        List<Long> numbers = numbers();
        newest = newest(numbers);
        for (long number : numbers) {
            try {
                return read(file(number));
            } catch (IOException | RuntimeException e) {
                // The one before is kept for this.
                damaged.add(Paths.shown(file(number)));
            }
        }
        if (!numbers.isEmpty()) {
            throw new InvalidInputException("the checkpoint " + Paths.shown(folder)
                    + " is damaged, nothing in it can be resumed; remove it to start afresh");
        }
        return null;
    }

    /** Files that {@link #load} passed over since they are damaged. */
    public List<String> damaged() {
        return List.copyOf(damaged);
    }

    private Saved read(Path file) throws IOException {
        verify(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(files.open(file), 1 << 16))) {
            in.readLong();
            byte[] head = new byte[in.readInt()];
            in.readFully(head);
            Map<String, Object> json = JSON.readValue(head, new TypeReference<LinkedHashMap<String, Object>>() {});
            Map<String, String> options =
                    JSON.convertValue(json.get("options"), new TypeReference<LinkedHashMap<String, String>>() {});
            return new Saved(StateBytes.read(in), options, (String) json.get("data"));
        }
    }

    /** Before anything is believed or reserved: the sum over the whole file. */
    private void verify(Path file) throws IOException {
        long length = files.getFileStatus(file).getLen() - Long.BYTES;
        CRC32 sum = new CRC32();
        try (DataInputStream raw = new DataInputStream(new BufferedInputStream(files.open(file), 1 << 16))) {
            DataInputStream in = new DataInputStream(new CheckedInputStream(raw, sum));
            if (length < Long.BYTES + Integer.BYTES || in.readLong() != MAGIC) {
                throw new IOException("no checkpoint");
            }
            int head = in.readInt();
            if (head < 0 || head > LONGEST_JSON) {
                throw new IOException("no checkpoint");
            }
            in.skipNBytes(length - Long.BYTES - Integer.BYTES);
            if (raw.readLong() != sum.getValue()) {
                throw new IOException("the sum is wrong");
            }
        }
    }

    /** Removes the states, unless another fit has begun to use the folder; and the folder, unless somebody else has files there. */
    public void delete() throws IOException {
        List<Long> numbers = numbers();
        if (newest(numbers) > newest) {
            return;
        }
        for (long number : numbers) {
            files.delete(file(number), false);
        }
        for (FileStatus file : Beside.listed(files, folder)) {
            if (file.getPath().getName().startsWith(WRITING)) {
                files.delete(file.getPath(), false);
            }
        }
        if (!linked && files.exists(folder) && Beside.listed(files, folder).length == 0) {
            // Not with what may have come since.
            files.delete(folder, false);
        }
    }

    private Path file(long number) {
        return new Path(folder, NAME + number);
    }

    /** Newest first. */
    private List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (files.exists(folder)) {
            for (FileStatus status : files.listStatus(folder)) {
                String name = status.getPath().getName();
                if (name.matches(NAME + "\\d{1,18}")) {
                    numbers.add(Long.parseLong(name.substring(NAME.length())));
                }
            }
        }
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }
}
