package org.polyad.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A folder of files that tasks write, one for each partition with something in it, named in the order of the partitions. The folder
 * appears whole or not at all. A task that is run twice writes the same bytes: the first to end gives the file.
 */
public final class PartFiles {
    private static final String PART = "part-";
    private static final String ATTEMPT = ".attempt-";

    private final WholeFolder place;
    private final boolean overwrite;

    /** Writes an element, and says how many entries it has; may close the stream. */
    @FunctionalInterface
    public interface Content<T> extends Serializable {
        long write(T element, OutputStream out) throws IOException;
    }

    /**
     * Checks before any work that the folder could be written.
     *
     * @throws IllegalArgumentException when there is something that may not be replaced, or nothing can be written there
     */
    public PartFiles(Path folder, Configuration conf, boolean overwrite) throws IOException {
        this.place = new WholeFolder(folder, conf, Replaceable.PARTS);
        this.overwrite = overwrite;
        place.clear();
        place.checkFree(overwrite);
        place.checkWritable();
    }

    /** @param suffix of the files' names, with its point @return the sum of what the contents say */
    public <T> long write(JavaRDD<T> elements, String suffix, Content<T> content) throws IOException {
        long[] sum = new long[1];
        place.write(
                (files, folder) -> {
                    List<Long> written = write(elements, folder.toString(), suffix, content);
                    clean(files, folder);
                    checkAll(files, folder, written.size());
                    sum[0] = written.stream().mapToLong(entries -> entries).sum();
                    files.create(new Path(folder, Replaceable.PARTS.marker()), false)
                            .close();
                },
                overwrite);
        return sum[0];
    }

    /** The entries of each file. */
    private <T> List<Long> write(JavaRDD<T> elements, String folder, String suffix, Content<T> content)
            throws IOException {
        SerializableConfiguration conf =
                new SerializableConfiguration(elements.context().hadoopConfiguration());
        try (Described job = new Described(elements, "polyad: write " + place.shown())) {
            return elements.map(element -> file(element, new Path(folder), suffix, content, conf.value()))
                    .collect();
        } catch (Throwable failure) {
            OutputException.check(place.shown(), failure);
            throw Failures.unchecked(failure);
        }
    }

    private static <T> long file(T element, Path folder, String suffix, Content<T> content, Configuration conf)
            throws IOException {
        FileSystem files = WholeFolder.plain(folder.getFileSystem(conf));
        TaskContext task = TaskContext.get();
        String name = String.format(Locale.ROOT, PART + "%05d%s", task.partitionId(), suffix);
        Path file = new Path(folder, name);
        // A file of an object store appears when it is closed, whole.
        Path beside =
                WholeFolder.renamesAtOnce(files) ? new Path(folder, ATTEMPT + task.taskAttemptId() + "-" + name) : file;
        long written;
        try (OutputStream out = files.create(beside, true)) {
            written = content.write(element, out);
        }
        if (!beside.equals(file) && !files.rename(beside, file)) {
            boolean second = files.exists(file);
            files.delete(beside, false);
            if (!second) {
                // The task is run again.
                throw new IOException("cannot move " + Paths.shown(beside) + " to " + Paths.shown(file));
            }
            // Another attempt was first, and wrote the same.
        }
        return written;
    }

    /** A file that was reported and is not there must not be missing in silence. */
    private static void checkAll(FileSystem files, Path folder, int expected) throws IOException {
        int found = 0;
        for (FileStatus file : files.listStatus(folder)) {
            found += file.getPath().getName().startsWith(PART) ? 1 : 0;
        }
        if (found != expected) {
            throw new IOException(
                    "tasks wrote " + expected + " files to " + Paths.shown(folder) + ", but " + found + " are there");
        }
    }

    /** What tasks left that were killed. */
    private static void clean(FileSystem files, Path folder) throws IOException {
        for (FileStatus file : files.listStatus(folder)) {
            if (file.getPath().getName().startsWith(ATTEMPT)) {
                files.delete(file.getPath(), false);
            }
        }
    }
}
