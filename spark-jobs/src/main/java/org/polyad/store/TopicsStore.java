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
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
                    json(files, new Path(folder, Replaceable.MODEL.marker()), topics.fit());
                },
                overwrite);
    }

    private static void json(FileSystem files, Path file, TopicFit fit) throws IOException {
        TopicModel model = fit.model();
        TopicEstimate estimate = fit.estimate();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("formatVersion", JsonNumbers.FORMAT);
        json.put("polyadVersion", PolyadVersion.current());
        json.put("kind", KIND);
        json.put("words", model.words());
        json.put("topics", model.topics());
        json.put("directions", fit.moments().columns());
        json.set("alpha", MAPPER.valueToTree(model.alpha()));
        json.put("eta", model.eta());
        json.put("documents", fit.moments().documents());
        json.put("tokens", fit.moments().tokens());
        ObjectNode moments = json.putObject("moments");
        moments.put("concentration", estimate.concentration());
        moments.set("alpha", MAPPER.valueToTree(estimate.alpha()));
        moments.set("sums", MAPPER.valueToTree(estimate.sums()));
        moments.put("negativeMass", estimate.negativeMass());
        moments.put("residual", estimate.residual());
        moments.set("eigenvalues", MAPPER.valueToTree(estimate.eigenvalues()));
        moments.set("z", MAPPER.valueToTree(fit.moments().z()));
        try (OutputStream out = files.create(file, false)) {
            out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            out.write('\n');
        }
    }

    /** Whether a folder has a model of topics, which may be damaged. */
    public static boolean is(Path path, Configuration conf) throws IOException {
        FileSystem files = FileSystems.of(path, conf);
        Path file = new Path(path, Replaceable.MODEL.marker());
        if (!files.exists(file)) {
            return false;
        }
        try (InputStream in = files.open(file)) {
            return MAPPER.readTree(in).path("kind").asText().equals(KIND);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** @throws InvalidInputException naming the file, when there are no topics or they are damaged */
    public static Topics read(Path path, Configuration conf) throws IOException {
        FileSystem files = FileSystems.of(path, conf);
        Path folder = Paths.qualified(files, path);
        Path file = new Path(folder, Replaceable.MODEL.marker());
        if (!files.exists(file)) {
            throw new InvalidInputException(Paths.shown(folder) + " is no model: it has no model.json");
        }
        try (InputStream in = files.open(file)) {
            return topics(new JsonNumbers(MAPPER.readTree(in)), new ModelTables(files, folder, conf));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(Paths.shown(file) + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(Paths.shown(file) + ": " + e.getMessage(), e);
        }
    }

    private static Topics topics(JsonNumbers json, ModelTables tables) throws IOException {
        json.check(KIND);
        int words = json.whole("words");
        int topics = json.whole("topics");
        int columns = json.whole("directions");
        double[] lambda = tables.read("topics", words, topics);
        String[] labels = tables.labels();
        for (double value : lambda) {
            if (!(value > 0)) {
                throw new InvalidInputException("topics must be positive, found " + value);
            }
        }
        TopicModel model = new TopicModel(lambda, json.positive("alpha", topics), json.number("eta"));
        int third = SmallTensor.length(columns);
        TopicMoments moments = new TopicMoments(new TopicMoments.Parts(
                tables.read("moments/basis", words, columns),
                tables.read("moments/second", columns, columns),
                new SmallTensor(columns, tables.read("moments/third", third, 1)),
                json.inner("moments").numbers("z", columns),
                tables.read("moments/frequencies", words, 1),
                json.number("documents"),
                json.number("tokens")));
        JsonNumbers inner = json.inner("moments");
        TopicEstimate estimate = new TopicEstimate(
                tables.read("moments/estimate", words, topics),
                inner.numbers("alpha", topics),
                inner.number("concentration"),
                inner.numbers("sums", topics),
                inner.number("negativeMass"),
                inner.number("residual"),
                inner.numbers("eigenvalues", columns));
        return new Topics(new TopicFit(model, moments, estimate), labels);
    }
}
