package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.output.ComponentJson;
import org.polyad.output.ComponentTable;
import org.polyad.store.StoredModel;
import org.polyad.store.TopicsStore;
import org.polyad.topics.TopicText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code show}: what a model's components are about. */
@Command(
        name = "show",
        description = {
            "What a model's components are about.",
            "Each with its share, |lambda| over the sum of all |lambda|, and the rows of largest weight in each mode:"
                    + " labels, or indices where the model has none. Of topics, the words of largest share."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  polyad show --model flights --top 5"})
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Option(
            names = "--top",
            defaultValue = "10",
            paramLabel = "N",
            description = "Rows of each mode; default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--index-base",
            defaultValue = "1",
            paramLabel = "N",
            description = "What the first index of a mode without labels is called in the table, 0 or 1;"
                    + " default: ${DEFAULT-VALUE}. In JSON indices count from 0.")
    private int indexBase;

    @Option(
            names = "--json",
            description = "Print a JSON object a line for each component; default: tables for people.",
            fallbackValue = "true")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (top < 1) {
            throw new InvalidInputException("--top must be 1 or more, found " + top);
        }
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("--index-base must be 0 or 1, found " + indexBase);
        }
        PrintWriter out = spec.commandLine().getOut();
        TopicsStore.Topics topics = model.topics();
        if (topics != null) {
            new TopicText(topics, top, indexBase).print(json, out);
            out.flush();
            return ExitCodes.DONE;
        }
        StoredModel stored = model.read();
        if (json) {
            ComponentJson.print(stored, top, out);
        } else {
            new ComponentTable(stored, top, indexBase).print(out);
        }
        out.flush();
        return ExitCodes.DONE;
    }
}
