package org.polyad.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.files.FileSystems;
import org.polyad.files.Paths;
import org.polyad.files.Replaceable;
import org.polyad.files.WholeFolder;
import org.polyad.tensor.FactorMatrix;

/**
 * Models as folders on any Hadoop file system: {@code model.json}, {@code trace.jsonl}, and a Parquet file for each part that
 * anybody can read. What is particular to one decomposition is in its {@link StoredFormat}. Needs no SparkSession.
 */
public final class ModelStore {
    private static final String TRACE = "trace.jsonl";

    private ModelStore() {}

    /**
     * Writes a model; the folder appears whole or not at all.
     *
     * @param overwrite a model that is already there is replaced
     * @throws IllegalArgumentException when the folder exists and may not be replaced
     */
    public static void write(StoredModel model, Path path, Configuration conf, boolean overwrite) throws IOException {
        WholeFolder target = new WholeFolder(path, conf, Replaceable.MODEL);
        target.checkFree(overwrite);
        target.write(
                (files, folder) -> {
                    writeParts(model, files, folder, conf);
                    TraceLines.write(files, new Path(folder, TRACE), model.trace());
                    // Last: without it the folder is no model.
                    ModelJson.write(files, folder, model);
                },
                overwrite);
    }

    private static void writeParts(StoredModel stored, FileSystem files, Path folder, Configuration conf)
            throws IOException {
        StoredFormat format = StoredFormats.of(stored.model());
        FactorMatrix[] numbers = format.numbers(stored.model());
        List<StoredFormat.Part> parts = format.parts(stored.model());
        boolean labelled = false;
        for (int n = 0; n < stored.shape().order(); n++) {
            labelled |= stored.hasLabels(n);
        }
        for (int k = 0; k < numbers.length; k++) {
            int mode = parts.get(k).mode();
            String[] labels = mode >= 0 && stored.hasLabels(mode) ? stored.labels()[mode] : null;
            long[] entries = mode < 0 || stored.entries() == null ? null : stored.entries()[mode];
            FactorFile.Rows rows = new FactorFile.Rows(numbers[k], labels, entries, mode >= 0 && labelled);
            FactorFile.write(rows, files, new Path(folder, parts.get(k).folder() + "/part-00000.parquet"), conf);
        }
    }

    /**
     * Finds out before any work whether a model could be written there.
     *
     * @throws IllegalArgumentException when it exists and may not be replaced, or nothing can be written there
     */
    public static void checkWritable(Path path, Configuration conf, boolean overwrite) throws IOException {
        WholeFolder target = new WholeFolder(path, conf, Replaceable.MODEL);
        target.clear();
        target.checkFree(overwrite);
        target.checkWritable();
    }

    /** Whether something stands there that a model would replace: not where a run died while it wrote one in place. */
    public static boolean exists(Path path, Configuration conf) throws IOException {
        return new WholeFolder(path, conf, Replaceable.MODEL).exists();
    }

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException naming the file, when there is no model or it is damaged
     */
    public static StoredModel read(Path path, Configuration conf) throws IOException {
        FileSystem files = WholeFolder.plain(FileSystems.of(path, conf));
        Path folder = Paths.qualified(files, path);
        ModelJson json = ModelJson.read(files, folder);
        List<StoredFormat.Part> parts = json.unread().parts();
        int order = json.info().modes().size();
        FactorMatrix[] numbers = new FactorMatrix[parts.size()];
        String[][] labels = new String[order][];
        long[][] entries = new long[order][];
        for (int k = 0; k < numbers.length; k++) {
            StoredFormat.Part part = parts.get(k);
            FactorReader reader = new FactorReader(files, new Path(folder, part.folder()), part.rows(), part.columns());
            numbers[k] = reader.read(conf);
            if (part.mode() >= 0) {
                labels[part.mode()] = reader.labels();
                entries[part.mode()] = reader.entries();
            }
        }
        return new StoredModel(
                json.unread().model(numbers),
                json.info(),
                Arrays.stream(labels).allMatch(Objects::isNull) ? null : labels,
                Arrays.stream(entries).anyMatch(Objects::isNull) ? null : entries,
                TraceLines.read(files, new Path(folder, TRACE)),
                json.scales());
    }

    /**
     * Reads what a model says of itself, without its factors.
     *
     * @throws IllegalArgumentException naming the file, when there is no model or that file is damaged
     */
    public static ModelInfo readInfo(Path path, Configuration conf) throws IOException {
        FileSystem files = WholeFolder.plain(path.getFileSystem(conf));
        Path folder = Paths.qualified(files, path);
        return ModelJson.read(files, folder).info();
    }
}
