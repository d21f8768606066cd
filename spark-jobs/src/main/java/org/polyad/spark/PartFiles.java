package org.polyad.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
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
                    sum[0] = write(elements, folder.toString(), suffix, content);
                    clean(files, folder);
                    files.create(new Path(folder, Replaceable.PARTS.marker()), false)
                            .close();
                },
                overwrite);
        return sum[0];
    }

    private <T> long write(JavaRDD<T> elements, String folder, String suffix, Content<T> content) throws IOException {
        SerializableConfiguration conf =
                new SerializableConfiguration(elements.context().hadoopConfiguration());
        try (Described job = new Described(elements, "polyad: write " + place.shown())) {
            return elements.mapToDouble(element -> file(element, new Path(folder), suffix, content, conf.value()))
                    .sum()
                    .longValue();
        } catch (Throwable failure) {
            OutputException.check(place.shown(), failure);
            throw Failures.unchecked(failure);
        }
    }

    private static <T> long file(T element, Path folder, String suffix, Content<T> content, Configuration conf)
            throws IOException {
        FileSystem files = WholeFolder.plain(folder.getFileSystem(conf));
        TaskContext task = TaskContext.get();
        String name = String.format(Locale.ROOT, "part-%05d%s", task.partitionId(), suffix);
        Path file = new Path(folder, name);
        // A file of an object store appears when it is closed, whole.
        Path beside =
                WholeFolder.renamesAtOnce(files) ? new Path(folder, ATTEMPT + task.taskAttemptId() + "-" + name) : file;
        long written;
        try (OutputStream out = files.create(beside, true)) {
            written = content.write(element, out);
        }
        if (!beside.equals(file) && !files.rename(beside, file)) {
            // Another attempt was first, and wrote the same.
            files.delete(beside, false);
        }
        return written;
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
