package org.polyad.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;

/**
 * Models as folders on any Hadoop file system: {@code model.json}, {@code trace.jsonl}, and a Parquet file for each factor that
 * anybody can read. Needs no SparkSession.
 */
public final class ModelStore {
    private static final String JSON = Replaceable.MODEL.marker();
    private static final String TRACE = "trace.jsonl";

    private ModelStore() {}

    /**
     * Writes a model; the folder appears whole or not at all.
     *
     * @param overwrite a model that is already there is replaced
     * @throws IllegalArgumentException when the folder exists and may not be replaced
     */
    public static void write(Model model, Path path, Configuration conf, boolean overwrite) throws IOException {
        WholeFolder target = new WholeFolder(path, conf, Replaceable.MODEL);
        target.checkFree(overwrite);
        target.write(
                (files, folder) -> {
                    boolean labelled = false;
                    for (int n = 0; n < model.ktensor().order(); n++) {
                        labelled |= model.hasLabels(n);
                    }
                    for (int n = 0; n < model.ktensor().order(); n++) {
                        Path file = new Path(factor(folder, n), "part-00000.parquet");
                        String[] labels = model.hasLabels(n) ? model.labels()[n] : null;
                        long[] entries = model.entries() == null ? null : model.entries()[n];
                        FactorFile.Rows rows =
                                new FactorFile.Rows(model.ktensor().factor(n), labels, entries, labelled);
                        FactorFile.write(rows, files, file, conf);
                    }
                    TraceLines.write(files, new Path(folder, TRACE), model.trace());
                    // Last: without it the folder is no model.
                    ModelJson.write(files, new Path(folder, JSON), model);
                },
                overwrite);
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
    public static Model read(Path path, Configuration conf) throws IOException {
        FileSystem files = WholeFolder.plain(FileSystems.of(path, conf));
        Path folder = Paths.qualified(files, path);
        checkModel(files, folder);
        ModelJson json = ModelJson.read(files, new Path(folder, JSON));
        FactorMatrix[] factors = new FactorMatrix[json.shape().order()];
        String[][] labels = new String[factors.length][];
        long[][] entries = new long[factors.length][];
        boolean labelled = false;
        boolean counted = true;
        for (int n = 0; n < factors.length; n++) {
            FactorReader reader =
                    new FactorReader(files, factor(folder, n), json.shape().size(n), json.lambda().length);
            factors[n] = reader.read(conf);
            labels[n] = reader.labels();
            entries[n] = reader.entries();
            labelled |= labels[n] != null;
            counted &= entries[n] != null;
        }
        return new Model(
                new Ktensor(json.lambda(), factors),
                json.info(),
                labelled ? labels : null,
                counted ? entries : null,
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
        checkModel(files, folder);
        return ModelJson.read(files, new Path(folder, JSON)).info();
    }

    private static void checkModel(FileSystem files, Path folder) throws IOException {
        FileStatus status;
        try {
            status = files.getFileStatus(folder);
        } catch (FileNotFoundException e) {
            throw new InvalidInputException("no such model: " + Paths.shown(folder), e);
        }
        if (!status.isDirectory() || !files.exists(new Path(folder, JSON))) {
            throw new InvalidInputException(Paths.shown(folder) + " is no model: it has no " + JSON);
        }
    }

    private static Path factor(Path folder, int mode) {
        return new Path(folder, "factors/mode=" + mode);
    }
}
