package org.polyad.spark;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

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
        this.place = new WholeFolder(path, conf, Replaceable.FILE);
        this.overwrite = overwrite;
        place.clear();
        place.checkFree(overwrite);
        place.checkWritable();
    }

    /** Without its folders. */
    public String name() {
        return place.folder().getName();
    }

    public void write(Content content) throws IOException {
        Path fresh = place.fresh();
        try {
            try (OutputStream out = created(fresh)) {
                Disk.run(() -> content.write(out));
            }
            place.checkFree(overwrite);
            OutputException.run(place.shown(), () -> place.replace(fresh, overwrite));
        } finally {
            place.discard(fresh);
        }
    }

    private OutputStream created(Path fresh) throws IOException {
        OutputStream[] out = new OutputStream[1];
        OutputException.run(place.shown(), () -> {
            out[0] = OutputException.stream(place.shown(), place.files().create(fresh, false));
            place.removeOnExit(fresh);
        });
        return out[0];
    }
}
