package org.polyad.jobs;

import java.io.IOException;
import org.polyad.InvalidInputException;
import org.polyad.loss.Losses;
import org.polyad.spark.Model;
import org.polyad.spark.ModelStore;
import org.polyad.spark.TopicsStore;
import picocli.CommandLine.Option;

/** The stored model that a command works on. */
final class ModelOption {
    @Option(names = "--model", required = true, paramLabel = "M", description = "A model's folder.")
    String folder;

    /** Topics, where the folder has such a model; null: it is of another kind. */
    TopicsStore.Topics topics() throws IOException {
        return TopicsStore.is(HadoopPaths.of(folder), HadoopPaths.configuration())
                ? TopicsStore.read(HadoopPaths.of(folder), HadoopPaths.configuration())
                : null;
    }

    Model read() throws IOException {
        return read(folder);
    }

    /** @throws IllegalArgumentException when there is no model or it is damaged */
    static Model read(String folder) throws IOException {
        Model model = ModelStore.read(HadoopPaths.of(folder), HadoopPaths.configuration());
        try {
            Losses.parse(model.info().loss());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(folder + "/model.json: " + e.getMessage(), e);
        }
        return model;
    }
}
