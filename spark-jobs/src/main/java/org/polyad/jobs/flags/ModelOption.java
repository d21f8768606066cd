package org.polyad.jobs.flags;

import java.io.IOException;
import org.polyad.action.ModelFolder;
import org.polyad.files.HadoopPaths;
import org.polyad.store.StoredModel;
import org.polyad.store.TopicsStore;
import picocli.CommandLine.Option;

/** The stored model that a command works on. */
@Heading("Model")
public final class ModelOption {
    @Option(names = "--model", required = true, paramLabel = "M", description = "A model's folder.")
    public String folder;

    /** Topics, where the folder has such a model; null: it is of another kind. */
    public TopicsStore.Topics topics() throws IOException {
        return TopicsStore.is(HadoopPaths.of(folder), HadoopPaths.configuration())
                ? TopicsStore.read(HadoopPaths.of(folder), HadoopPaths.configuration())
                : null;
    }

    /** @throws org.polyad.InvalidInputException when there is no model or it is damaged */
    public StoredModel read() throws IOException {
        return ModelFolder.read(folder);
    }
}
