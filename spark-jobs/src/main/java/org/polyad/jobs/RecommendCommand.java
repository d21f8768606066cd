package org.polyad.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.polyad.action.Recommend;
import org.polyad.action.RecommendRequest;
import org.polyad.input.source.InputOptions;
import org.polyad.jobs.flags.CsvFlags;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.ListModes;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.jobs.flags.TextOutput;
import org.polyad.store.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommend}: the best items for each user, in a context or averaged over it. */
@Command(
        name = "recommend",
        description = {
            "The items with the largest mean for each user, best first.",
            "Modes that are neither the user's nor the items' are given, or the mean is averaged over their rows, each"
                    + " weighted by its listed entries; over more than 512 combinations of rows, where the mean is not"
                    + " linear in m, that is an estimate. A .csv or .tsv file has a line for each item; .json one for"
                    + " each user, with an array as MLlib has it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad recommend --model films --user-mode user --item-mode title --top 10 --given month=2018-05"
                    + " --exclude-seen ratings.csv --output lists.csv"
        })
@Heading("Lists")
final class RecommendCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Mixin
    private ListModes modes;

    @Option(
            names = "--top",
            defaultValue = "10",
            paramLabel = "K",
            description = "How many items; default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--users",
            split = ",",
            paramLabel = "LABEL",
            description = "For these users alone: labels, or indices where the mode has none; default: all.")
    private List<String> users;

    @Option(
            names = "--given",
            paramLabel = "MODE=LABEL",
            description = "A context: a row of another mode; repeatable. Modes not given are averaged over.")
    private Map<String, String> given;

    @Option(
            names = "--exclude-seen",
            paramLabel = "IN",
            description = "Leave out the items that a user has there, in any context: the training data.")
    private String excludeSeen;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Of --exclude-seen; default: by suffix.")
    private String format;

    @Option(
            names = "--columns",
            parameterConsumer = InputFlags.ColumnList.class,
            paramLabel = "A,B,C",
            description = "The index columns of --exclude-seen, in the model's order; default: those of the fit.")
    private List<String> columns;

    @Option(
            names = "--indices",
            description = "Columns of --exclude-seen hold whole numbers that are indices.",
            fallbackValue = "true")
    private boolean indices;

    @Mixin
    private CsvFlags csv;

    @Option(
            names = "--index-base",
            defaultValue = "1",
            paramLabel = "N",
            description = "The first index of a mode, in and out, 0 or 1; default: ${DEFAULT-VALUE}.")
    private int indexBase;

    @Mixin
    private TextOutput output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StoredModel stored = model.read();
        RecommendRequest request = new RecommendRequest(
                modes.user(stored.info()),
                modes.item(stored.info()),
                top,
                users,
                given == null ? Map.of() : given,
                excludeSeen == null ? null : seen(),
                indexBase,
                output.path,
                output.overwrite);
        Recommend.run(stored, request, spec.commandLine().getErr());
        return ExitCodes.DONE;
    }

    private InputOptions seen() {
        InputOptions input = InputOptions.of(excludeSeen);
        input.format = format;
        input.columns = columns;
        input.indices = indices;
        input.indexBase = indexBase;
        input.badLines = "fail";
        input.csv = csv.options();
        return input;
    }
}
