package org.polyad.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files, but for their permissions: without its native library Hadoop starts a process, {@code chmod}, for every file and
 * folder that it makes, and a small model is a dozen of these.
 */
final class LocalFiles extends RawLocalFileSystem {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final int STICKY = 01000;

    LocalFiles(URI uri, Configuration conf) throws IOException {
        initialize(uri, conf);
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
