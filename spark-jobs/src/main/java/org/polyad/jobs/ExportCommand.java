package org.polyad.jobs;

import java.util.concurrent.Callable;
import org.polyad.files.WholeFile;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.jobs.flags.TextOutput;
import org.polyad.model.cp.KtensorText;
import org.polyad.output.TextFile;
import org.polyad.store.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code export}: a model as the Tensor Toolbox's text. */
@Command(
        name = "export",
        description = {"Write a model as the Tensor Toolbox's ktensor text.", "Labels and the trace are not in it."},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  polyad export --model trips --output trips.ktensor"})
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Mixin
    private TextOutput output;

    @Override
    public Integer call() throws Exception {
        WholeFile file = output.open();
        StoredModel stored = model.read();
        TextFile.write(file, out -> KtensorText.write(stored.ktensor(), out));
        return ExitCodes.DONE;
    }
}
