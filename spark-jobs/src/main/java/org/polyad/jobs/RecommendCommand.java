package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.polyad.InvalidInputException;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.Question;
import org.polyad.ranking.SeenItems;
import org.polyad.spark.Model;
import org.polyad.spark.WholeFile;
import org.polyad.tensor.Duplicates;
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
            parameterConsumer = InputOptions.ColumnList.class,
            paramLabel = "A,B,C",
            description = "The index columns of --exclude-seen, in the model's order; default: the modes' names.")
    private List<String> columns;

    @Option(names = "--indices", description = "Columns of --exclude-seen hold whole numbers that are indices.")
    private boolean indices;

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
        if (top < 1) {
            throw new InvalidInputException("--top must be 1 or more, found " + top);
        }
        InputFormat kind = outputFormat();
        WholeFile file = output.open();
        Model stored = model.read();
        int user = modes.user(stored.info());
        int item = modes.item(stored.info());
        ModeRows rows = new ModeRows(stored, indexBase);
        ModelMeans means = stored.means();
        int[] context = context(stored, user, item, rows);
        Question question = new Question(means, user, item, context);
        int[] asked = users == null
                ? IntStream.range(0, question.users()).toArray()
                : users.stream().mapToInt(label -> rows.row(user, label)).toArray();
        SeenItems seen = excludeSeen == null ? null : seen(stored, user, item);
        means.remarks(ModelMeans.openModes(user, item, context), stored.info().modes())
                .forEach(spec.commandLine().getErr()::println);
        ItemLists lists = new ItemLists(stored, new int[] {user, item}, kind, rows);
        TextOutput.write(file, out -> lists.write(question, top, seen, asked, out));
        return ExitCodes.DONE;
    }

    private InputFormat outputFormat() {
        InputFormat kind = InputFormat.bySuffix(output.path);
        if (kind != InputFormat.CSV && kind != InputFormat.TSV && kind != InputFormat.JSON) {
            throw new InvalidInputException(
                    "--output must end in .csv, .tsv or .json (perhaps with .gz behind), found " + output.path);
        }
        return kind;
    }

    private int[] context(Model stored, int user, int item, ModeRows rows) {
        int[] context = new int[stored.ktensor().order()];
        Arrays.fill(context, ModelMeans.AVERAGED);
        if (given == null) {
            return context;
        }
        for (Map.Entry<String, String> one : given.entrySet()) {
            int mode = ListModes.mode(stored.info(), "--given", one.getKey());
            if (mode == user || mode == item) {
                throw new InvalidInputException("--given " + one.getKey() + " is the mode of the users or items");
            }
            context[mode] = rows.row(mode, one.getValue());
        }
        return context;
    }

    private SeenItems seen(Model stored, int user, int item) throws Exception {
        InputOptions input = new InputOptions();
        input.input = excludeSeen;
        input.format = format;
        input.columns = columns;
        input.indices = indices;
        input.indexBase = indexBase;
        input.badLines = "fail";
        input.nulls = "fail";
        PrintWriter log = spec.commandLine().getErr();
        TensorInput tensor = new TensorInput(input, log);
        if (tensor.format().isTable() && columns == null) {
            input.columns = stored.info().modes();
            input.fromModel.addAll(input.columns);
        }
        EntryCollector cells = new EntryCollector(
                new EntryCollector.Known(stored.labels(), stored.ktensor().shape(), true));
        tensor.subscripts(stored.ktensor().order(), input.badRows()).read(cells);
        if (cells.isEmpty()) {
            return null;
        }
        cells.sortLabels();
        return SeenItems.of(cells.build(null, Duplicates.LAST), user, item);
    }
}
