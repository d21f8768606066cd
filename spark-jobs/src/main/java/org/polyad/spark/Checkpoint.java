package org.polyad.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.solver.FitState;

/**
 * States of a running fit in a folder: {@code state-N}, the newest and the one before ({@link StateFile}). A file is
 * written beside and moved, so a process that dies leaves whole states only; should the newest be damaged all the same, the one
 * before serves. Two fits cannot share a folder: each knows which state was the newest when it last looked, and the one that finds
 * a newer one ends.
 */
public final class Checkpoint {
    private static final String NAME = "state-";
    private static final String WRITING = ".writing-";
    private static final int KEPT = 2;

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
            putInPlace(saved, file(number));
            return;
        }
        Path beside = new Path(folder, WRITING + Beside.writer());
        try {
            Disk.run(() -> StateFile.write(saved, files, beside));
            if (files.exists(file(number))) {
                throw shared();
            }
            if (!files.rename(beside, file(number))) {
                if (files.exists(file(number))) {
                    throw shared();
                }
                throw new IOException("cannot move " + Paths.shown(beside) + " to " + Paths.shown(file(number)));
            }
        } catch (IOException | RuntimeException e) {
            discard(beside, e);
            throw e;
        }
        for (FileStatus left : files.listStatus(folder)) {
            if (Beside.isAbandoned(left, WRITING)) {
                files.delete(left.getPath(), false);
            }
        }
    }

    /** A file of an object store appears when it is closed, and so does half of one when its writing failed. */
    private void putInPlace(Saved saved, Path file) throws IOException {
        try {
            Disk.run(() -> StateFile.write(saved, files, file));
        } catch (FileAlreadyExistsException e) {
            throw shared();
        } catch (IOException | RuntimeException e) {
            discard(file, e);
            throw e;
        }
    }

    /** @param why it could not be written, which a file system that is away must not hide */
    private void discard(Path file, Exception why) {
        try {
            files.delete(file, false);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /**
     * The newest state that is whole, or null when there is none at all.
     *
     * @throws IllegalArgumentException when there are states, and all are damaged
     * @throws IOException when a state cannot be read now: that tells nothing about what is in it
     */
    public Saved load() throws IOException {
        damaged.clear();
        List<Long> numbers = numbers();
        newest = newest(numbers);
        for (long number : numbers) {
            try {
                return StateFile.read(files, file(number));
            } catch (ChecksumException | StateFile.DamageException | RuntimeException e) {
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
