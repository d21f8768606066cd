package org.polyad.spark;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;

/** A file that appears whole or not at all, on any Hadoop file system: written beside its place, then renamed. */
public final class WholeFile {
    private final WholeFolder place;
    private final boolean overwrite;

    /** Writes the bytes; may close the stream. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Checks before any work that the file could be written.
     *
     * @throws IllegalArgumentException when it exists and may not be replaced, or cannot be written there
     */
    public WholeFile(Path path, Configuration conf, boolean overwrite) throws IOException {
        this.place = new WholeFolder(path, conf, null);
        this.overwrite = overwrite;
        place.clear();
        checkFree();
        place.checkWritable();
    }

    private void checkFree() throws IOException {
        FileStatus there = place.status(place.folder());
        if (there != null && there.isDirectory()) {
            throw new InvalidInputException(place.shown() + " is a folder, and a file is to be written");
        }
        if (there != null && !overwrite) {
            throw WholeFolder.taken(place.folder());
        }
    }

    /** Without its folders. */
    public String name() {
        return place.folder().getName();
    }

    public void write(Content content) throws IOException {
        Path fresh = place.fresh();
        try {
            Disk.run(() -> {
                try (OutputStream out = place.files().create(fresh, false)) {
                    place.removeOnExit(fresh);
                    content.write(out);
                }
            });
            checkFree();
            place.replace(fresh, overwrite);
        } finally {
            place.discard(fresh);
        }
    }
}
