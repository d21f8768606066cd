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
import org.polyad.moments.SmallTensor;
import org.polyad.moments.TopicEstimate;
import org.polyad.moments.TopicFit;
import org.polyad.moments.TopicModel;
import org.polyad.moments.TopicMoments;

/**
 * Topics as folders: {@code model.json}; {@code topics/}, the Dirichlet parameters of each word by topic; {@code moments/}, what the
 * moments alone said, and the compressed moments themselves. All but the first are Parquet that anybody can read, with the columns
 * of a model's factors.
 */
public final class TopicsStore {
    private static final String KIND = "topics";

    private TopicsStore() {}

    /** @param labels the words, or null */
    public record Topics(TopicFit fit, String[] labels) {}

    /** The folder appears whole or not at all. @throws InvalidInputException when it exists and may not be replaced */
    public static void write(Topics topics, Path path, Configuration conf, boolean overwrite) throws IOException {
        WholeFolder target = new WholeFolder(path, conf, Replaceable.MODEL);
        target.checkFree(overwrite);
        TopicMoments.Parts parts = topics.fit().moments().parts();
        int words = topics.fit().model().words();
        int columns = parts.third().size();
        target.write(
                (files, folder) -> {
                    ModelTables tables = new ModelTables(files, folder, conf);
                    tables.write("topics", words, topics.fit().model().lambda(), topics.labels());
                    tables.write(
                            "moments/estimate", words, topics.fit().estimate().topics(), null);
                    tables.write("moments/basis", words, parts.basis(), null);
                    tables.write("moments/frequencies", words, parts.frequencies(), null);
                    tables.write("moments/second", columns, parts.second(), null);
                    tables.write(
                            "moments/third",
                            parts.third().values().length,
                            parts.third().values(),
                            null);
                    // Last: without it the folder is no model.
                    json(files, folder, topics.fit());
                },
                overwrite);
    }

    private static void json(FileSystem files, Path folder, TopicFit fit) throws IOException {
        TopicModel model = fit.model();
        TopicEstimate estimate = fit.estimate();
        ObjectNode json = ModelFile.MAPPER.createObjectNode();
        json.put("formatVersion", StoredFormats.OTHER_KINDS);
        json.put("polyadVersion", PolyadVersion.current());
        json.put("kind", KIND);
        json.put("words", model.words());
        json.put("topics", model.topics());
        json.put("directions", fit.moments().columns());
        json.set("alpha", ModelFile.MAPPER.valueToTree(model.alpha()));
        json.put("eta", model.eta());
        json.put("documents", fit.moments().documents());
        json.put("tokens", fit.moments().tokens());
        ObjectNode moments = json.putObject("moments");
        moments.put("concentration", estimate.concentration());
        moments.set("alpha", ModelFile.MAPPER.valueToTree(estimate.alpha()));
        moments.set("sums", ModelFile.MAPPER.valueToTree(estimate.sums()));
        moments.put("negativeMass", estimate.negativeMass());
        moments.put("residual", estimate.residual());
        moments.set("eigenvalues", ModelFile.MAPPER.valueToTree(estimate.eigenvalues()));
        moments.set("z", ModelFile.MAPPER.valueToTree(fit.moments().z()));
        ModelFile.write(files, folder, json);
    }

    /** Whether a folder has a model of topics, which may be damaged. */
    public static boolean is(Path path, Configuration conf) throws IOException {
        FileSystem files = WholeFolder.plain(FileSystems.of(path, conf));
        try {
            return ModelFile.read(files, Paths.qualified(files, path), json -> KIND.equals(json.text("kind", true)));
        } catch (InvalidInputException e) {
            return false;
        }
    }

    /** @throws InvalidInputException naming the file, when there are no topics or they are damaged */
    public static Topics read(Path path, Configuration conf) throws IOException {
        FileSystem files = WholeFolder.plain(FileSystems.of(path, conf));
        Path folder = Paths.qualified(files, path);
        ModelTables tables = new ModelTables(files, folder, conf);
        return ModelFile.read(files, folder, json -> topics(json, tables));
    }

    private static Topics topics(JsonKeys json, ModelTables tables) throws IOException {
        StoredFormats.checkKind(json, KIND);
        int words = json.count("words");
        int topics = json.count("topics");
        int columns = json.count("directions");
        double[] lambda = tables.read("topics", words, topics);
        String[] labels = tables.labels();
        for (double value : lambda) {
            if (!(value > 0)) {
                throw new InvalidInputException("topics must be positive, found " + value);
            }
        }
        TopicModel model = new TopicModel(lambda, json.positive("alpha", topics), json.finite("eta"));
        int third = SmallTensor.length(columns);
        TopicMoments moments = new TopicMoments(new TopicMoments.Parts(
                tables.read("moments/basis", words, columns),
                tables.read("moments/second", columns, columns),
                new SmallTensor(columns, tables.read("moments/third", third, 1)),
                json.inner("moments").numbers("z", columns),
                tables.read("moments/frequencies", words, 1),
                json.finite("documents"),
                json.finite("tokens")));
        JsonKeys inner = json.inner("moments");
        TopicEstimate estimate = new TopicEstimate(
                tables.read("moments/estimate", words, topics),
                inner.numbers("alpha", topics),
                inner.finite("concentration"),
                inner.numbers("sums", topics),
                inner.finite("negativeMass"),
                inner.finite("residual"),
                inner.numbers("eigenvalues", columns));
        return new Topics(new TopicFit(model, moments, estimate), labels);
    }
}
