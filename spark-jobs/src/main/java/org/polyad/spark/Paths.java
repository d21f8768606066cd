package org.polyad.spark;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;

/** Paths as a user would write them, and where they lead. */
final class Paths {
    private static final int LINKS = 40;

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

    /** The path in Java's own words; null where it is not local. */
    static java.nio.file.Path local(Path path) {
        return "file".equals(path.toUri().getScheme())
                ? java.nio.file.Path.of(path.toUri().getPath())
                : null;
    }

    /** Without links on its way; the last name need not exist. */
    private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
        java.nio.file.Path parent = path.getParent();
        boolean beside = !Files.exists(path) && Files.exists(parent);
        return beside ? parent.toRealPath().resolve(path.getFileName()) : Files.exists(path) ? path.toRealPath() : path;
    }

    /**
     * Where a symbolic link leads, though nothing be there yet; any other path is its own target. What is written goes to the target, so
     * that the link stays: it is replaced by a rename otherwise.
     */
    static Path target(Path path) throws IOException {
        java.nio.file.Path at = local(path);
        for (int links = 0; at != null && Files.isSymbolicLink(at); links++) {
            if (links == LINKS) {
                throw new InvalidInputException(shown(path) + " is a symbolic link that leads in a circle");
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at == null || at.equals(local(path)) ? path : new Path("file", null, real(at).toString());
    }
}
