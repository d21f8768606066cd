package org.polyad.spark;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files without its checksum files, which make a file that was edited or copied unreadable and a name with a colon
 * too. New files and folders have the permissions that the process's umask leaves, as those of any other program: Hadoop knows only
 * {@code fs.permissions.umask-mode}, which counts here if somebody set it. Where a permission is set, no process {@code chmod} is
 * started, as Hadoop does without its native library.
 */
public final class LocalFiles extends RawLocalFileSystem {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final int STICKY = 01000;

    private LocalFiles() {}

    LocalFiles(URI uri, Configuration conf) throws IOException {
        initialize(uri, conf);
    }

    /** Lets Hadoop's own readers use it for local files. */
    static void register(Configuration conf) {
        options().forEach(conf::set);
    }

    /** The same for Spark's readers. */
    public static Map<String, String> options() {
        // The one that Hadoop keeps may be another.
        return Map.of("fs.file.impl", Unchecked.class.getName(), "fs.file.impl.disable.cache", "true");
    }

    /** The same where Hadoop insists on a {@link LocalFileSystem}. Hadoop makes one by its class. */
    static final class Unchecked extends LocalFileSystem {
        Unchecked() {
            super(new LocalFiles());
        }

        @Override
        public FSDataInputStream open(Path path, int buffer) throws IOException {
            return getRawFileSystem().open(path, buffer);
        }

        /** Spark reads every path as a glob; here each names one file. */
        @Override
        public FileStatus[] globStatus(Path path) throws IOException {
            return exists(path) ? new FileStatus[] {getFileStatus(path)} : new FileStatus[0];
        }
    }

    private boolean followsProcess() {
        return FsPermission.getUMask(getConf()).toShort() == FsPermission.DEFAULT_UMASK;
    }

    @Override
    protected boolean mkOneDirWithMode(Path path, File file, FsPermission permission) throws IOException {
        return permission == null && followsProcess() ? file.mkdir() : super.mkOneDirWithMode(path, file, permission);
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path path, boolean append, FsPermission permission)
            throws IOException {
        return permission == null && followsProcess()
                ? new Written(pathToFile(path), append)
                : super.createOutputStreamWithMode(path, append, permission);
    }

    /** A new file, as the operating system makes it. */
    private static final class Written extends FileOutputStream implements Syncable {
        Written(File file, boolean append) throws IOException {
            super(file, append);
        }

        @Override
        public void hflush() throws IOException {
            flush();
        }

        @Override
        public void hsync() throws IOException {
            getFD().sync();
        }
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
        if (!POSIX || (permission.toShort() & STICKY) != 0) {
            super.setPermission(path, permission);
            return;
        }
        Files.setPosixFilePermissions(
                pathToFile(path).toPath(), PosixFilePermissions.fromString(permission.toString()));
    }
}
