package org.polyad.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.jobs.experiment.Scores;
import org.polyad.jobs.experiment.Trial;
import org.polyad.spark.FileSystems;
import org.polyad.spark.Model;
import org.polyad.spark.ModelStore;
import org.polyad.spark.Replaceable;
import org.polyad.spark.WholeFile;

/**
 * An experiment on disk: {@code experiment.json} says what of which data; {@code fits/NAME} is a model for each fit that ended, and
 * {@code rows/NAME.json} its row, written after it, so that a fit with a row is never done again; {@code table.csv} has all rows.
 */
final class ExperimentFolder {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Configuration conf = HadoopPaths.configuration();
    private final FileSystem files;
    private final Map<Trial, Scores> rows = new LinkedHashMap<>();

    ExperimentFolder(String output) throws IOException {
        Path path = HadoopPaths.of(output);
        this.files = FileSystems.of(path, conf);
        this.folder = FileSystems.target(files, path);
    }

    /**
     * Finds out before any work whether an experiment could begin or go on here.
     *
     * @throws InvalidInputException when what is here is none, or nothing can be written
     */
    void check(boolean overwrite) throws IOException {
        Path file = new Path(folder, "experiment.json");
        if (overwrite || !isEmpty() && !files.exists(file)) {
            Replaceable.EXPERIMENT.check(files, folder, overwrite);
        }
        // Tries to write there.
        new WholeFile(file, conf, true);
    }

    private boolean isEmpty() throws IOException {
        return !files.exists(folder) || files.listStatus(folder).length == 0;
    }

    /**
     * Begins an experiment, or goes on with the one that is there.
     *
     * @param settings what must be the same, data too
     * @return whether there was one
     */
    boolean open(Map<String, String> settings, boolean overwrite) throws IOException {
        Path file = new Path(folder, "experiment.json");
        check(overwrite);
        if (overwrite) {
            clear();
        }
        if (isEmpty()) {
            write("experiment.json", MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n");
            return false;
        }
        JsonNode before = json(file);
        List<String> other = new ArrayList<>();
        settings.forEach((name, value) -> {
            String was = before.path(name).asText();
            if (!was.equals(value)) {
                other.add((name.equals("data") ? "the data" : "--" + name) + " was " + was + " and is now " + value);
            }
        });
        if (!other.isEmpty()) {
            throw new InvalidInputException(HadoopPaths.shown(folder) + " has an experiment of its own: "
                    + String.join(", ", other) + "; --overwrite replaces it");
        }
        return true;
    }

    /** What is in it, and not the folder: that may be a mount. */
    private void clear() throws IOException {
        if (files.exists(folder)) {
            for (FileStatus file : files.listStatus(folder)) {
                files.delete(file.getPath(), true);
            }
        }
    }

    private JsonNode json(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(HadoopPaths.shown(file) + ": not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The rows there are of these trials. */
    Map<Trial, Scores> load(List<Trial> trials) throws IOException {
        for (Trial trial : trials) {
            Path file = row(trial);
            if (files.exists(file)) {
                rows.put(trial, scores(json(file)));
            }
        }
        return rows;
    }

    /** What a finished experiment chose. */
    JsonNode choices() throws IOException {
        Path file = new Path(folder, "choice.json");
        if (!files.exists(file)) {
            throw new InvalidInputException(
                    HadoopPaths.shown(folder) + " has no choice.json: it is no experiment, or one that has not ended");
        }
        JsonNode choices = json(file);
        boolean ours = choices.isArray() && !choices.isEmpty();
        for (JsonNode choice : choices) {
            // A folder of this experiment's, and not one that leads out of it.
            ours &= choice.isObject() && choice.path("fit").asText().matches("fits/[^/\\\\]+");
        }
        if (!ours) {
            throw new InvalidInputException(
                    HadoopPaths.shown(file) + " is damaged: it needs an object with a fit for each choice");
        }
        return choices;
    }

    /** The rows of all fits, by name. */
    List<ObjectNode> allRows() throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        for (InputFile file : InputFiles.list(HadoopPaths.shown(new Path(folder, "rows")), conf)) {
            if (!(json(file.path()) instanceof ObjectNode row)) {
                throw new InvalidInputException(file.name() + " is damaged: it needs a JSON object");
            }
            all.add(row);
        }
        return all;
    }

    private Path row(Trial trial) {
        return new Path(folder, "rows/" + trial.name() + ".json");
    }

    private Path fit(Trial trial) {
        return new Path(folder, "fits/" + trial.name());
    }

    Model model(Trial trial) throws IOException {
        return ModelStore.read(fit(trial), conf);
    }

    /** The model, then the row, then the table. */
    synchronized void add(Trial trial, Scores scores, Model model) throws IOException {
        ModelStore.write(model, fit(trial), conf, true);
        write("rows/" + trial.name() + ".json", row(trial, scores) + "\n");
        rows.put(trial, scores);
        write("table.csv", ExperimentText.csv(rows));
    }

    void write(String name, String text) throws IOException {
        Path file = new Path(folder, name);
        files.mkdirs(file.getParent());
        new WholeFile(file, conf, true).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static ObjectNode row(Trial trial, Scores scores) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("rank", trial.rank());
        json.put("loss", trial.loss());
        json.put("regularization", trial.regularization());
        json.put("method", trial.method());
        json.put("seed", trial.seed());
        put(json, "objective", scores.objective());
        put(json, "penalty", scores.penalty());
        put(json, "heldOut", scores.heldOut());
        put(json, "heldOutError", scores.heldOutError());
        put(json, "rmse", scores.rmse());
        put(json, "mae", scores.mae());
        put(json, "auc", scores.auc());
        json.put("iterations", scores.iterations());
        json.put("stopReason", scores.stopReason());
        put(json, "seconds", scores.seconds());
        return json;
    }

    /** JSON has no NaN. */
    static void put(ObjectNode json, String key, double number) {
        json.put(key, Double.isFinite(number) ? (Double) number : null);
    }

    private static Scores scores(JsonNode json) {
        return new Scores(
                number(json, "objective"),
                number(json, "penalty"),
                number(json, "heldOut"),
                number(json, "heldOutError"),
                number(json, "rmse"),
                number(json, "mae"),
                number(json, "auc"),
                json.path("iterations").asInt(),
                json.path("stopReason").asText(),
                number(json, "seconds"));
    }

    private static double number(JsonNode json, String key) {
        return json.path(key).isNumber() ? json.get(key).doubleValue() : Double.NaN;
    }
}
