package org.polyad.jobs.flags;

import java.io.IOException;
import org.polyad.InvalidInputException;
import org.polyad.files.HadoopPaths;
import org.polyad.loss.Losses;
import org.polyad.store.ModelStore;
import org.polyad.store.StoredModel;
import picocli.CommandLine.Option;

/** The stored model that a command works on. */
public final class ModelOption {
    @Option(names = "--model", required = true, paramLabel = "M", description = "A model's folder.")
    public String folder;

    public StoredModel read() throws IOException {
        return read(folder);
    }

    /** @throws IllegalArgumentException when there is no model or it is damaged */
    public static StoredModel read(String folder) throws IOException {
        StoredModel model = ModelStore.read(HadoopPaths.of(folder), HadoopPaths.configuration());
        try {
            Losses.parse(model.info().loss());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(folder + "/model.json: " + e.getMessage(), e);
        }
        return model;
    }
}
