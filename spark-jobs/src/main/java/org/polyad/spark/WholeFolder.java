package org.polyad.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A folder that appears whole or not at all: it is written beside its place under a name that begins with a point, and renamed
 * when it is complete. On stores without an atomic rename the last file to appear may lag behind the others.
 */
final class WholeFolder {
    private final Path folder;
    private final Configuration conf;
    private final FileSystem files;

    /** Fills the folder. */
    @FunctionalInterface
    interface Content {
        void write(FileSystem files, Path folder) throws IOException;
    }

    WholeFolder(Path path, Configuration conf) throws IOException {
        FileSystem files = path.getFileSystem(conf);
        this.folder = Paths.qualified(files, path);
        this.conf = conf;
        this.files = plain(files);
        if (folder.getParent() == null) {
            throw new IllegalArgumentException("the root " + folder + " cannot be written as a folder of ours");
        }
    }

    /** Without Hadoop's checksum files beside each file, which make a file that was edited or copied unreadable. */
    static FileSystem plain(FileSystem files) {
        return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    }

    Path folder() {
        return folder;
    }

    FileSystem files() {
        return files;
    }

    boolean exists() throws IOException {
        return status(folder) != null;
    }

    /** The folder's new content; the old one goes once the new one is complete. */
    void write(Content content) throws IOException {
        Path fresh = beside("tmp");
        try {
            if (!files.mkdirs(fresh)) {
                throw new IOException("cannot make the folder " + fresh);
            }
            content.write(files, fresh);
            replace(fresh);
        } finally {
            files.delete(fresh, true);
        }
    }

    void replace(Path fresh) throws IOException {
        if (!exists()) {
            rename(fresh, folder);
            return;
        }
        Path old = beside("old");
        rename(folder, old);
        try {
            rename(fresh, folder);
        } catch (IOException | RuntimeException e) {
            rename(old, folder);
            throw e;
        }
        files.delete(old, true);
    }

    /** FileSystem.rename onto a folder that exists says true and nests; FileContext's says no. */
    private void rename(Path from, Path to) throws IOException {
        try {
            FileContext.getFileContext(folder.toUri(), conf).rename(from, to, Rename.NONE);
        } catch (UnsupportedFileSystemException e) {
            // A file system of somebody's own that only has the older interface.
            if (status(to) != null || !files.rename(from, to)) {
                throw new IOException("cannot rename " + from + " to " + to, e);
            }
        }
    }

    Path beside(String what) {
        return new Path(folder.getParent(), "." + folder.getName() + "." + what + "-" + UUID.randomUUID());
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
            throw new IllegalArgumentException("cannot write " + shown() + ": " + Paths.shown(parent) + " is a file");
        }
        Path probe = new Path(parent, "." + folder.getName() + ".probe-" + UUID.randomUUID());
        try {
            files.create(probe, false).close();
            files.delete(probe, false);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot write " + shown() + ": " + reason(e, probe), e);
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
