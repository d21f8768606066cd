package org.polyad.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
                    json(files, new Path(folder, Replaceable.MODEL.marker()), mixture);
                },
                overwrite);
    }

    private static void json(FileSystem files, Path file, Mixture mixture) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("formatVersion", JsonNumbers.FORMAT);
        json.put("polyadVersion", PolyadVersion.current());
        json.put("kind", KIND);
        json.put("components", mixture.model().components());
        json.put("features", mixture.model().features());
        json.set("weights", MAPPER.valueToTree(mixture.model().weights()));
        json.set("variances", MAPPER.valueToTree(mixture.model().variances()));
        json.put("logLikelihood", mixture.logLikelihood());
        json.put("steps", mixture.steps());
        ObjectNode moments = json.putObject("moments");
        moments.set("z", MAPPER.valueToTree(mixture.z()));
        moments.put("weightSum", mixture.weightSum());
        moments.put("residual", mixture.residual());
        try (OutputStream out = files.create(file, false)) {
            out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            out.write('\n');
        }
    }

    /** @throws InvalidInputException naming the file, when there is no mixture or it is damaged */
    public static Mixture read(Path path, Configuration conf) throws IOException {
        FileSystem files = FileSystems.of(path, conf);
        Path folder = Paths.qualified(files, path);
        Path file = new Path(folder, Replaceable.MODEL.marker());
        if (!files.exists(file)) {
            throw new InvalidInputException(Paths.shown(folder) + " is no model: it has no model.json");
        }
        try (InputStream in = files.open(file)) {
            return mixture(new JsonNumbers(MAPPER.readTree(in)), new ModelTables(files, folder, conf));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(Paths.shown(file) + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(Paths.shown(file) + ": " + e.getMessage(), e);
        }
    }

    private static Mixture mixture(JsonNumbers json, ModelTables tables) throws IOException {
        json.check(KIND);
        int k = json.whole("components");
        int d = json.whole("features");
        MixtureModel model = new MixtureModel(
                json.positive("weights", k), tables.read("components", k, d), json.positive("variances", k));
        JsonNumbers moments = json.inner("moments");
        return new Mixture(
                model,
                json.number("logLikelihood"),
                (int) json.number("steps"),
                moments.numbers("z"),
                moments.number("weightSum"),
                moments.number("residual"));
    }
}
