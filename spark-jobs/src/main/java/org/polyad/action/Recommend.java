package org.polyad.action;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.polyad.InvalidInputException;
import org.polyad.files.WholeFile;
import org.polyad.input.ColdStart;
import org.polyad.input.EntryCollector;
import org.polyad.input.KeptInput;
import org.polyad.input.TensorInput;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.InputOptions;
import org.polyad.input.table.BadRows;
import org.polyad.output.ItemLists;
import org.polyad.output.ModeRows;
import org.polyad.output.TextFile;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.Question;
import org.polyad.ranking.SeenItems;
import org.polyad.store.StoredModel;
import org.polyad.tensor.Duplicates;

/** Writes the items with the largest mean for each user, best first: what the command {@code recommend} does. */
public final class Recommend {
    private final StoredModel model;
    private final RecommendRequest request;
    private final PrintWriter log;

    private Recommend(StoredModel model, RecommendRequest request, PrintWriter log) {
        this.model = model;
        this.request = request;
        this.log = log;
    }

    /**
     * Writes the lists.
     *
     * @param log for remarks: what is averaged over, bad lines
     * @throws InvalidInputException for a user or context that the model has not
     */
    public static void run(StoredModel model, RecommendRequest request, PrintWriter log) throws IOException {
        WholeFile file = TextFile.open(request.output(), request.overwrite());
        new Recommend(model, request, log).write(file);
    }

    private void write(WholeFile file) throws IOException {
        int user = request.user();
        int item = request.item();
        ModeRows rows = new ModeRows(model, request.indexBase());
        ModelMeans means = model.means();
        int[] context = context(rows);
        Question question = new Question(means, user, item, context);
        int[] asked = request.users() == null
                ? IntStream.range(0, question.users()).toArray()
                : request.users().stream()
                        .mapToInt(label -> rows.row(user, label))
                        .toArray();
        SeenItems seen = request.seen() == null ? null : seen();
        means.remarks(ModelMeans.openModes(user, item, context), model.info().modes())
                .forEach(log::println);
        InputFormat kind = InputFormat.bySuffix(request.output());
        ItemLists lists = new ItemLists(model, new int[] {user, item}, kind, rows);
        TextFile.write(file, out -> lists.write(question, request.top(), seen, asked, out));
    }

    private int[] context(ModeRows rows) {
        int[] context = new int[model.ktensor().order()];
        Arrays.fill(context, ModelMeans.AVERAGED);
        for (Map.Entry<String, String> one : request.context().entrySet()) {
            int mode = mode(one.getKey());
            if (mode == request.user() || mode == request.item()) {
                throw new InvalidInputException("--given " + one.getKey() + " is the mode of the users or items");
            }
            context[mode] = rows.row(mode, one.getValue());
        }
        return context;
    }

    private int mode(String name) {
        try {
            return model.info().mode(name);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--given: " + e.getMessage(), e);
        }
    }

    /** What users have already; null where the model knows nothing of it. */
    private SeenItems seen() throws IOException {
        InputOptions input = request.seen().copy();
        TensorInput tensor = new TensorInput(input, log);
        if (tensor.format().isTable()) {
            KeptInput.apply(model.info(), input);
        }
        KeptInput.applyCsv(model.info(), input.csv, tensor.format());
        EntryCollector cells = new EntryCollector(
                new EntryCollector.Known(model.labels(), model.ktensor().shape(), ColdStart.DROP));
        tensor.subscripts(model.ktensor().order(), BadRows.of(input)).read(cells);
        if (cells.isEmpty()) {
            return null;
        }
        cells.sortLabels();
        return SeenItems.of(cells.build(null, Duplicates.LAST), request.user(), request.item());
    }
}
