package org.polyad.spark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** Local files that fail as is said: by name {@code unsteady:}, without a rename in one step, or in place of {@code file:}. */
public final class Unsteady extends RawLocalFileSystem {
    /** Renames that are refused from now on: they say false. */
    public static volatile int refused;

    /** A refused rename finds that somebody else was first. */
    public static volatile boolean another;

    /** Thrown at each opening of a file, while it is not null. */
    public static volatile IOException closed;

    /** Files to be written that are cut short from now on. */
    public static volatile int broken;

    /** Moves that happen from now on, but whose answer is lost. */
    public static volatile int lost;

    /** How names begin that cannot be deleted, while it is not null. */
    public static volatile String stuck;

    private URI name;

    @Override
    public void initialize(URI uri, org.apache.hadoop.conf.Configuration conf) throws IOException {
        name = URI.create(uri.getScheme() + ":///");
        super.initialize(name, conf);
    }

    public static void steady() {
        refused = 0;
        broken = 0;
        another = false;
        closed = null;
        lost = 0;
        stuck = null;
    }

    @Override
    public boolean delete(Path file, boolean all) throws IOException {
        if (stuck != null && file.getName().startsWith(stuck)) {
            throw new ConnectException("refused");
        }
        return super.delete(file, all);
    }

    @Override
    public URI getUri() {
        return name == null ? super.getUri() : name;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (lost > 0) {
            lost--;
            super.rename(from, to);
            throw new ConnectException("the answer was lost");
        }
        if (refused == 0) {
            return super.rename(from, to);
        }
        refused--;
        if (another) {
            Files.copy(Paths.get(from.toUri().getPath()), Paths.get(to.toUri().getPath()));
        }
        return false;
    }

    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
        if (closed != null) {
            throw closed;
        }
        return super.open(file, buffer);
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short copies, long block, Progressable told) throws IOException {
        FSDataOutputStream out = super.create(file, overwrite, buffer, copies, block, told);
        if (broken == 0) {
            return out;
        }
        broken--;
        return new FSDataOutputStream(out, null) {
            @Override
            public void hsync() throws IOException {
                throw new ConnectException("the store is away");
            }
        };
    }
}
