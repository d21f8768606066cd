package org.polyad.spark;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Paths as a user would write them. */
final class Paths {
    private Paths() {}

    /** Without {@code file:}. */
    static String shown(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    /** A name in a folder; a colon in it does not begin a scheme. */
    static Path child(Path folder, String name) {
        return new Path(folder, new Path(null, null, name));
    }

    /** With scheme and from the root; a path made from a URI may end in a slash, and then seems to have no name. */
    static Path qualified(FileSystem files, Path path) {
        return files.makeQualified(new Path(path.toString()));
    }
}
