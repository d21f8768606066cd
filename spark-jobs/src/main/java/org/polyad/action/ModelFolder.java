package org.polyad.action;

import java.io.IOException;
import org.polyad.InvalidInputException;
import org.polyad.files.HadoopPaths;
import org.polyad.loss.Losses;
import org.polyad.store.ModelStore;
import org.polyad.store.StoredModel;

/** A stored model, by the name of its folder. */
public final class ModelFolder {
    private ModelFolder() {}

    /** @throws InvalidInputException when there is no model, it is damaged, or its loss is unknown */
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
