package org.polyad.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.files.FileSystems;
import org.polyad.files.Paths;
import org.polyad.files.Replaceable;
import org.polyad.files.WholeFolder;
import org.polyad.moments.MixtureModel;

/** Mixtures as folders: {@code model.json}, and {@code components/}, their means as Parquet, a row each. */
public final class MixtureStore {
    private static final String KIND = "mixture";

    private MixtureStore() {}

    /**
     * A mixture and how it was found.
     *
     * @param logLikelihood a sample
     * @param steps of expectation maximisation
     * @param z of the leading directions: excess variance by its standard error
     * @param weightSum of the moments' weights before they were made to sum to 1
     * @param residual of the moments' decomposition
     */
    public record Mixture(
            MixtureModel model, double logLikelihood, int steps, double[] z, double weightSum, double residual) {}

    /** The folder appears whole or not at all. @throws InvalidInputException when it exists and may not be replaced */
    public static void write(Mixture mixture, Path path, Configuration conf, boolean overwrite) throws IOException {
        WholeFolder target = new WholeFolder(path, conf, Replaceable.MODEL);
        target.checkFree(overwrite);
        MixtureModel model = mixture.model();
        target.write(
                (files, folder) -> {
                    new ModelTables(files, folder, conf).write("components", model.components(), model.means(), null);
                    // Last: without it the folder is no model.
                    json(files, folder, mixture);
                },
                overwrite);
    }

    private static void json(FileSystem files, Path folder, Mixture mixture) throws IOException {
        ObjectNode json = ModelFile.MAPPER.createObjectNode();
        json.put("formatVersion", StoredFormats.OTHER_KINDS);
        json.put("polyadVersion", PolyadVersion.current());
        json.put("kind", KIND);
        json.put("components", mixture.model().components());
        json.put("features", mixture.model().features());
        json.set("weights", ModelFile.MAPPER.valueToTree(mixture.model().weights()));
        json.set("variances", ModelFile.MAPPER.valueToTree(mixture.model().variances()));
        json.put("logLikelihood", mixture.logLikelihood());
        json.put("steps", mixture.steps());
        ObjectNode moments = json.putObject("moments");
        moments.set("z", ModelFile.MAPPER.valueToTree(mixture.z()));
        moments.put("weightSum", mixture.weightSum());
        moments.put("residual", mixture.residual());
        ModelFile.write(files, folder, json);
    }

    /** @throws InvalidInputException naming the file, when there is no mixture or it is damaged */
    public static Mixture read(Path path, Configuration conf) throws IOException {
        FileSystem files = WholeFolder.plain(FileSystems.of(path, conf));
        Path folder = Paths.qualified(files, path);
        ModelTables tables = new ModelTables(files, folder, conf);
        return ModelFile.read(files, folder, json -> mixture(json, tables));
    }

    private static Mixture mixture(JsonKeys json, ModelTables tables) throws IOException {
        StoredFormats.checkKind(json, KIND);
        int k = json.count("components");
        int d = json.count("features");
        MixtureModel model = new MixtureModel(
                json.positive("weights", k), tables.read("components", k, d), json.positive("variances", k));
        JsonKeys moments = json.inner("moments");
        return new Mixture(
                model,
                json.finite("logLikelihood"),
                (int) json.finite("steps"),
                moments.numbers("z"),
                moments.finite("weightSum"),
                moments.finite("residual"));
    }
}
