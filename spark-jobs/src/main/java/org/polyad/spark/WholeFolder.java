package org.polyad.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.local.RawLocalFs;
import org.polyad.InvalidInputException;
import org.slf4j.LoggerFactory;

/**
 * A folder (or a file) that appears whole or not at all: it is written beside its place under a name that begins with a point, and
 * renamed when it is complete. Where a rename is not one step, a folder is written {@link InPlace}.
 */
final class WholeFolder {
    /** Schemes of file systems that rename a folder in one step; abfs does only with a hierarchical namespace. */
    private static final Set<String> ATOMIC = Set.of("file", "hdfs", "viewfs", "webhdfs", "swebhdfs");

    private final Path folder;
    private final Replaceable kind;
    private final Configuration conf;
    private final FileSystem files;

    /** The one that Hadoop keeps, and closes when the process ends. */
    private final FileSystem kept;

    private final Beside beside;
    private final InPlace inPlace;

    /** Fills the folder. */
    @FunctionalInterface
    interface Content {
        void write(FileSystem files, Path folder) throws IOException;
    }

    /** @param path may be a symbolic link: its target is written, and the link stays @param kind what is written */
    WholeFolder(Path path, Configuration conf, Replaceable kind) throws IOException {
        FileSystem files = FileSystems.of(path, conf);
        this.folder = FileSystems.target(files, path);
        this.kind = kind;
        this.conf = conf;
        this.files = plain(files);
        this.kept = files;
        if (folder.getParent() == null) {
            throw new InvalidInputException("the root " + folder + " cannot be written as a folder of ours");
        }
        this.beside = new Beside(this.files, folder);
        boolean once = kind.marker() == null || renamesAtOnce(this.files);
        this.inPlace = once ? null : new InPlace(this.files, folder, kind.marker());
    }

    /** Without Hadoop's checksum files beside each file, which make a file that was edited or copied unreadable. */
    static FileSystem plain(FileSystem files) throws IOException {
        FileSystem plain = files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
        return plain.getClass() == RawLocalFileSystem.class ? new LocalFiles(plain.getUri(), plain.getConf()) : plain;
    }

    Path folder() {
        return folder;
    }

    FileSystem files() {
        return files;
    }

    /** Whether a folder is renamed as one step. */
    static boolean renamesAtOnce(FileSystem files) {
        return ATOMIC.contains(files.getUri().getScheme());
    }

    boolean exists() throws IOException {
        return status(folder) != null && (inPlace == null || !inPlace.isUnfinished());
    }

    /** Removes what killed runs left beside it. */
    void clear() throws IOException {
        beside.clear();
    }

    /** @throws InvalidInputException when something is there that may not be replaced */
    void checkFree(boolean overwrite) throws IOException {
        if (exists()) {
            kind.check(files, folder, overwrite);
        }
    }

    /**
     * The folder's new content; the old one goes once the new one is complete.
     *
     * @throws IllegalArgumentException when it exists, perhaps since a moment ago, and may not be replaced
     */
    void write(Content content, boolean overwrite) throws IOException {
        if (inPlace != null) {
            OutputException.run(shown(), () -> inPlace.write(content, overwrite));
            return;
        }
        OutputException.run(shown(), () -> moved(content, overwrite));
    }

    private void moved(Content content, boolean overwrite) throws IOException {
        Path fresh = fresh();
        try {
            if (!files.mkdirs(fresh)) {
                throw new IOException("cannot make the folder " + fresh);
            }
            removeOnExit(fresh);
            Disk.run(() -> content.write(files, fresh));
            replace(fresh, overwrite);
        } finally {
            discard(fresh);
        }
    }

    /** A name beside it, to write under. */
    Path fresh() {
        return beside.fresh();
    }

    /** To be said once it exists: a signal that ends the process ends it too. */
    void removeOnExit(Path fresh) throws IOException {
        kept.deleteOnExit(fresh);
    }

    /** What cannot be removed now goes when this process ends, or with the next run: neither undoes what was written, nor hides why it was not. */
    void discard(Path beside) {
        try {
            files.delete(beside, true);
            kept.cancelDeleteOnExit(beside);
        } catch (IOException e) {
            LoggerFactory.getLogger(WholeFolder.class).debug("{} is left for the next run", beside, e);
        }
    }

    void replace(Path fresh, boolean overwrite) throws IOException {
        if (exists() && overwrite) {
            kind.check(files, folder, true);
            Path old = beside.old();
            rename(files, folder, old);
            try {
                rename(files, fresh, folder);
            } catch (IOException | RuntimeException e) {
                giveBack(old, e);
                throw e;
            }
            discard(old);
            return;
        }
        try {
            rename(files, fresh, folder);
        } catch (FileAlreadyExistsException e) {
            throw overwrite ? another() : Replaceable.taken(folder);
        }
    }

    /** @param why it could not be replaced, which a file system that is away must not hide */
    private void giveBack(Path old, Exception why) {
        try {
            if (exists()) {
                discard(old);
                throw another();
            }
            rename(files, old, folder);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private InvalidInputException another() {
        return new InvalidInputException("another job wrote " + shown() + " at the same time");
    }

    /**
     * Moves a file or a folder to a name that is free. Where the answer was lost on its way the move may have happened all the same.
     *
     * @param from a name that nobody else uses
     */
    static void rename(FileSystem files, Path from, Path to) throws IOException {
        try {
            move(files, from, to);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            if (files.exists(from) || !files.exists(to)) {
                throw e;
            }
        }
    }

    /** FileSystem.rename onto a folder that exists says true and nests; FileContext's says no. */
    private static void move(FileSystem files, Path from, Path to) throws IOException {
        try {
            Configuration plain = new Configuration(files.getConf());
            // Hadoop's default looks for checksum files, whose names may not hold a colon.
            plain.set("fs.AbstractFileSystem.file.impl", RawLocalFs.class.getName());
            FileContext.getFileContext(from.toUri(), plain).rename(from, to, Rename.NONE);
        } catch (UnsupportedFileSystemException e) {
            // A file system of somebody's own that only has the older interface.
            if (files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            if (!files.rename(from, to)) {
                throw new IOException("cannot rename " + from + " to " + to, e);
            }
        }
    }

    /**
     * Tries whether the folder could be made: writes a file into the nearest folder above it that exists, and deletes it.
     *
     * @throws IllegalArgumentException when it could not
     */
    void checkWritable() throws IOException {
        Path parent = folder.getParent();
        while (status(parent) == null && parent.getParent() != null) {
            parent = parent.getParent();
        }
        FileStatus status = status(parent);
        if (status != null && !status.isDirectory()) {
            throw new InvalidInputException("cannot write " + shown() + ": " + Paths.shown(parent) + " is a file");
        }
        Path probe = Paths.child(parent, "." + folder.getName() + ".probe-" + UUID.randomUUID());
        try {
            files.create(probe, false).close();
            files.delete(probe, false);
        } catch (IOException e) {
            throw new InvalidInputException("cannot write " + shown() + ": " + reason(e, probe), e);
        }
    }

    /** The system's own words, without the probe's name. */
    private static String reason(IOException e, Path probe) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        int open = message.lastIndexOf('(');
        boolean system = e instanceof FileNotFoundException && open >= 0 && message.endsWith(")");
        String words = system
                ? message.substring(open + 1, message.length() - 1)
                : message.lines().findFirst().orElse("");
        return Paths.shown(probe.getParent()) + ": " + words;
    }

    FileStatus status(Path path) throws IOException {
        try {
            return files.getFileStatus(path);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    String shown() {
        return Paths.shown(folder);
    }
}
