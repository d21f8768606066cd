package org.polyad.action;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.polyad.InvalidInputException;
import org.polyad.input.ColdStart;
import org.polyad.input.EntryCollector;
import org.polyad.input.KeptInput;
import org.polyad.input.LabelledTensor;
import org.polyad.input.TensorInput;
import org.polyad.input.source.InputOptions;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.metrics.ScoredCells;
import org.polyad.options.Unlisted;
import org.polyad.options.ZeroHandling;
import org.polyad.output.EvaluationText;
import org.polyad.output.ListText;
import org.polyad.ranking.ColdEntries;
import org.polyad.ranking.ModelMeans;
import org.polyad.store.StoredModel;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;

/** Measures a stored model on data in files: what the command {@code evaluate} does. */
public final class Evaluate {
    private final StoredModel model;
    private final EvaluateRequest request;
    private final PrintWriter log;
    private final InputOptions input;
    private final EntryCollector.Known known;

    private Evaluate(StoredModel model, EvaluateRequest request, PrintWriter log) {
        this.model = model;
        this.request = request;
        this.log = log;
        // the request stays as it is: what the model says is added here
        this.input = request.input().copy();
        this.known = new EntryCollector.Known(model.labels(), model.ktensor().shape(), request.coldStart());
    }

    /**
     * Measures.
     *
     * @param log for remarks: entries that the model has never seen, bad lines
     * @throws InvalidInputException for data that cannot be read or do not go with the model
     */
    public static EvaluationText run(StoredModel model, EvaluateRequest request, PrintWriter log) throws IOException {
        return new Evaluate(model, request, log).measured();
    }

    private EvaluationText measured() throws IOException {
        Loss loss = Losses.parse(model.info().loss());
        TensorInput files = new TensorInput(input, log);
        KeptInput.applyWithValues(model.info(), input, files.format());
        LabelledTensor data = files.read(loss, known);
        if (data.tensor().entries() == 0) {
            return nothingKnown(data.unseen());
        }
        SparseTensor excluded = request.exclude() == null ? null : excluded();
        // without a metric of cells no zero is visited
        Unlisted zeros = request.metrics().isEmpty() ? Unlisted.MISSING : request.unlisted();
        EvaluationOptions options =
                new EvaluationOptions(zeros, request.metrics(), request.exactCells(), request.seed());
        ScoredCells cells = ColdEntries.averaged(data.tensor(), excluded, model.means());
        ListText lists = request.lists() == null ? null : lists(cells.data(), excluded);
        Evaluation evaluation = Evaluation.of(model.ktensor(), loss, cells, options);
        long unseen = data.unseen() + cells.cold().count();
        warn(unseen, unseen + cells.data().entries());
        if (unseen > 0 && request.coldStart() == ColdStart.NAN) {
            evaluation = evaluation.unknown(evaluation.entries() + unseen);
            lists = noLists();
        }
        return new EvaluationText(evaluation, unseen, lists);
    }

    private void warn(long unseen, long entries) {
        if (unseen == 0 || request.coldStart() == ColdStart.DROP) {
            return;
        }
        log.println("the model has never seen the labels or indices of " + unseen + " of " + entries + " entries, "
                + (request.coldStart() == ColdStart.MEAN
                        ? "which are scored by the average over each mode whose row is not known"
                        : "so nothing can be measured on all; --cold-start drop leaves them out"));
    }

    private ListText lists(SparseTensor data, SparseTensor excluded) {
        if (data.entries() == 0) {
            return noLists();
        }
        ModelMeans means = model.means();
        means.remarks(request.lists().openModes(data.order()), model.info().modes())
                .forEach(log::println);
        return ListText.of(means, data, excluded, request.lists(), request.ofLists());
    }

    private ListText noLists() {
        return request.lists() == null ? null : ListText.nothing(request.lists(), request.ofLists());
    }

    /** The model knows no entry, so that nothing can be measured. */
    private EvaluationText nothingKnown(long unseen) {
        String what = "the model has never seen the labels or indices of any of the " + unseen + " entries of "
                + input.input + ", so nothing can be measured";
        if (request.coldStart() != ColdStart.NAN) {
            throw new InvalidInputException(what);
        }
        log.println(what);
        Map<Metric, Double> nothing = new EnumMap<>(Metric.class);
        request.metrics().forEach(metric -> nothing.put(metric, Double.NaN));
        return new EvaluationText(new Evaluation(nothing, Set.of(), 0, 0, ZeroHandling.NONE), unseen, noLists());
    }

    /** Cells to leave out; those outside the model are left out anyway. Null without any. */
    private SparseTensor excluded() throws IOException {
        InputOptions other = input.withInput(request.exclude());
        EntryCollector cells =
                new EntryCollector(new EntryCollector.Known(known.labels(), known.shape(), ColdStart.DROP));
        new TensorInput(other, log).source().read(cells);
        if (cells.isEmpty()) {
            return null;
        }
        cells.sortLabels();
        return cells.build(null, Duplicates.LAST);
    }
}
