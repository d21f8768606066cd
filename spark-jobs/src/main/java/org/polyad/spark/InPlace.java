package org.polyad.spark;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;

/**
 * Writes a folder where it stands, for object stores: renaming a folder copies its files one by one there, and a process that dies
 * half-way leaves half of them under the final name. A single file does appear at once, so one that is written last makes the folder
 * valid: readers take a folder without it for none. Until then a file {@code _writing-...} says who is at it.
 */
final class InPlace {
    private static final String CLAIM = "_writing-";

    /** Claims of this process that are over and could not be removed: the file system was away. */
    private static final Set<Path> LEFT = ConcurrentHashMap.newKeySet();

    private final FileSystem files;
    private final Path folder;
    private final Path marker;

    /** @param marker the file that the content writes last */
    InPlace(FileSystem files, Path folder, String marker) {
        this.files = files;
        this.folder = folder;
        this.marker = new Path(folder, marker);
    }

    /** Begun and never finished, so nobody's model. */
    boolean isUnfinished() throws IOException {
        boolean claimed = false;
        for (FileStatus file : Beside.listed(files, folder)) {
            claimed |= file.getPath().getName().startsWith(CLAIM);
        }
        return claimed && !files.exists(marker);
    }

    /**
     * Writes the content.
     *
     * @throws IllegalArgumentException when another process is writing there, or the folder is valid and may not be replaced
     */
    void write(WholeFolder.Content content, boolean overwrite) throws IOException {
        Path claim = new Path(folder, CLAIM + Beside.writer());
        files.create(claim, false).close();
        try {
            checkAlone(claim);
            if (files.exists(marker) && !overwrite) {
                throw new Taken(Replaceable.taken(folder));
            }
            // The marker first: what is left without it is not a model.
            files.delete(marker, false);
            empty();
            Disk.run(() -> content.write(files, folder));
        } catch (Taken e) {
            throw e.why;
        } catch (IOException | RuntimeException e) {
            discard(e);
            throw e;
        } finally {
            release(claim);
        }
    }

    /** Nothing of the other's may be touched. */
    private static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final InvalidInputException why;

        Taken(InvalidInputException why) {
            super(why);
            this.why = why;
        }
    }

    private static boolean isAbandoned(FileStatus claim) {
        return Beside.isAbandoned(claim, CLAIM) || LEFT.contains(claim.getPath());
    }

    private void checkAlone(Path claim) throws IOException {
        for (FileStatus file : Beside.listed(files, folder)) {
            String name = file.getPath().getName();
            boolean another = name.startsWith(CLAIM) && !name.equals(claim.getName());
            if (another && !isAbandoned(file)) {
                throw new Taken(new InvalidInputException("another job is writing " + Paths.shown(folder)
                        + " (if none is, remove " + Paths.shown(file.getPath()) + ")"));
            }
        }
    }

    /** @param why nothing was written, which a file system that is away must not hide */
    private void discard(Exception why) {
        try {
            empty();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** A claim that stays does no harm to a folder that is whole; this process knows its own when it tries again. */
    private void release(Path claim) {
        try {
            files.delete(claim, false);
        } catch (IOException e) {
            LEFT.add(claim);
        }
    }

    private void empty() throws IOException {
        for (FileStatus file : Beside.listed(files, folder)) {
            String name = file.getPath().getName();
            if (!name.startsWith(CLAIM) || isAbandoned(file)) {
                files.delete(file.getPath(), true);
            }
        }
    }
}
