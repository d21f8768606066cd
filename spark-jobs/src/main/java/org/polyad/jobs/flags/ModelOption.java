package org.polyad.jobs.flags;

import java.io.IOException;
import org.polyad.action.ModelFolder;
import org.polyad.store.StoredModel;
import picocli.CommandLine.Option;

/** The stored model that a command works on. */
@Heading("Model")
public final class ModelOption {
    @Option(names = "--model", required = true, paramLabel = "M", description = "A model's folder.")
    public String folder;

    /** @throws org.polyad.InvalidInputException when there is no model or it is damaged */
    public StoredModel read() throws IOException {
        return ModelFolder.read(folder);
    }
}
