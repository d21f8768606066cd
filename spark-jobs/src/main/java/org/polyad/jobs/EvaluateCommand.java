package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListOptions;
import org.polyad.ranking.ModelMeans;
import org.polyad.solver.Unlisted;
import org.polyad.solver.ZeroHandling;
import org.polyad.spark.Model;
import org.polyad.spark.TopicsStore;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well a model fits a tensor. */
@Command(
        name = "evaluate",
        description = {
            "Measure a model on the entries of a tensor and, where the model says that unlisted entries are zeros,",
            "on those zeros too."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad evaluate --model links --input test.tns --exclude train.tns --metrics auc,logLoss",
            "  polyad evaluate --model films --input test.csv --exclude train.csv --top 10 --relevant-from 4"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Mixin
    private InputOptions input;

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description = "objective, deviance, rmse, mae, fit (gaussian), auc, logLoss (links); of lists: precision,"
                    + " recall, map, ndcg, hitRate; of topics: completion, bound; default: all that apply, those of lists with"
                    + " --top.")
    private List<String> metrics;

    @Option(names = "--listed-only", description = "Leave out the zeros, whatever the model says of unlisted entries.")
    private boolean listedOnly;

    @Option(
            names = "--exclude",
            paramLabel = "IN",
            description = "Leave out these cells, zeros or not: the training data, when a test file is scored.")
    private String exclude;

    @Option(
            names = "--cold-start",
            defaultValue = "nan",
            paramLabel = "POLICY",
            description = {
                "Entries with labels or indices that the model has never seen: nan (nothing can be measured), drop",
                "or fail; default: ${DEFAULT-VALUE}."
            })
    private String coldStart;

    @Option(
            names = "--exact-cells",
            defaultValue = "1e7",
            paramLabel = "N",
            description = {
                "Every zero is visited up to that many cells; beyond, what has no closed form is estimated from",
                "sampled zeros; default: ${DEFAULT-VALUE}."
            })
    private double exactCells;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of sampled zeros; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ListFlags lists;

    @Option(names = "--json", description = "Print a JSON object; default: a table for people.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!List.of("nan", "drop", "fail").contains(coldStart)) {
            throw new InvalidInputException("--cold-start must be nan, drop or fail, found " + coldStart);
        }
        TopicsStore.Topics topics = model.topics();
        if (topics != null) {
            new TopicScores(topics, input, seed).print(metrics, json, spec.commandLine());
            return ExitCodes.DONE;
        }
        Model stored = model.read();
        Loss loss = Losses.parse(stored.info().loss());
        Set<Metric> wanted = wanted(loss);
        Set<ListMetric> ofLists = ofLists();
        ListOptions asked = ofLists.isEmpty() ? null : lists.options(stored.info(), seed);
        EntryCollector.Known known =
                new EntryCollector.Known(stored.labels(), stored.ktensor().shape(), !coldStart.equals("fail"));
        PrintWriter err = spec.commandLine().getErr();
        TensorInput files = new TensorInput(input, err);
        KeptInput.applyWithValues(stored.info(), input, files.format().isTable());
        LabelledTensor data = files.read(loss, known);
        if (data.tensor().entries() == 0) {
            return nothingKnown(data.unseen(), wanted, asked == null ? null : ListText.nothing(asked, ofLists));
        }
        SparseTensor excluded = exclude == null ? null : excluded(known, err);
        // without a metric of cells no zero is visited
        Unlisted zeros = wanted.isEmpty() ? Unlisted.MISSING : unlisted(stored);
        EvaluationOptions options = new EvaluationOptions(zeros, wanted, exactCells, seed);
        ListText text = asked == null ? null : lists(stored, data.tensor(), excluded, asked);
        Evaluation evaluation = Evaluation.of(stored.ktensor(), loss, data.tensor(), excluded, options);
        if (data.unseen() > 0 && coldStart.equals("nan")) {
            err.println("the model has never seen the labels or indices of " + data.unseen() + " of "
                    + (data.unseen() + data.tensor().entries())
                    + " entries, so nothing can be measured on all; --cold-start drop leaves them out");
            evaluation = evaluation.unknown(evaluation.entries() + data.unseen());
            text = asked == null ? null : ListText.nothing(asked, ofLists);
        }
        print(evaluation, data.unseen(), text);
        return ExitCodes.DONE;
    }

    private ListText lists(Model stored, SparseTensor data, SparseTensor excluded, ListOptions asked) {
        ModelMeans means = stored.means();
        means.remarks(asked.openModes(data.order()), stored.info().modes())
                .forEach(spec.commandLine().getErr()::println);
        return ListText.of(means, data, excluded, asked, ofLists());
    }

    /** The model knows no entry, so that nothing can be measured. */
    private int nothingKnown(long unseen, Set<Metric> wanted, ListText text) {
        String what = "the model has never seen the labels or indices of any of the " + unseen + " entries of "
                + input.input + ", so nothing can be measured";
        if (!coldStart.equals("nan")) {
            throw new InvalidInputException(what);
        }
        spec.commandLine().getErr().println(what);
        Map<Metric, Double> nothing = new EnumMap<>(Metric.class);
        wanted.forEach(metric -> nothing.put(metric, Double.NaN));
        print(new Evaluation(nothing, Set.of(), 0, 0, ZeroHandling.NONE), unseen, text);
        return ExitCodes.DONE;
    }

    private void print(Evaluation evaluation, long unseen, ListText ofLists) {
        EvaluationText text = new EvaluationText(evaluation, unseen, ofLists);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? text.json() : text.table());
        out.flush();
    }

    private Set<Metric> wanted(Loss loss) {
        if (exactCells < 0 || Double.isNaN(exactCells)) {
            throw new InvalidInputException("--exact-cells must be 0 or more, found " + exactCells);
        }
        Set<Metric> applying = Metric.under(loss);
        if (metrics == null) {
            return applying;
        }
        Set<Metric> wanted = EnumSet.noneOf(Metric.class);
        for (String name : metrics) {
            if (ListMetric.has(name.strip())) {
                continue;
            }
            Metric metric = parsed(name.strip());
            if (!applying.contains(metric)) {
                throw new InvalidInputException(metric + " means nothing under loss " + loss.name() + ", which has "
                        + applying.stream().map(Metric::toString).collect(Collectors.joining(", ")));
            }
            wanted.add(metric);
        }
        return wanted;
    }

    private static Metric parsed(String name) {
        try {
            return Metric.parse(name);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.getMessage() + "; of lists there are " + ListMetric.names(), e);
        }
    }

    /** Those that were named, or all with a length of lists and no names. */
    private Set<ListMetric> ofLists() {
        Set<ListMetric> named = EnumSet.noneOf(ListMetric.class);
        for (String name : metrics == null ? List.<String>of() : metrics) {
            if (ListMetric.has(name.strip())) {
                named.add(ListMetric.parse(name.strip()));
            }
        }
        return named.isEmpty() && lists.given() ? EnumSet.allOf(ListMetric.class) : named;
    }

    /** A model of dense data knows nothing of unlisted entries. */
    private Unlisted unlisted(Model stored) {
        String said = stored.info().unlisted();
        return listedOnly || said == null ? Unlisted.MISSING : Unlisted.parse(said);
    }

    /** Cells to leave out; those outside the model are left out anyway. Null without any. */
    private SparseTensor excluded(EntryCollector.Known known, PrintWriter err) throws IOException {
        InputOptions other = input.withInput(exclude);
        EntryCollector cells = new EntryCollector(new EntryCollector.Known(known.labels(), known.shape(), true));
        new TensorInput(other, err).source().read(cells);
        if (cells.isEmpty()) {
            return null;
        }
        cells.sortLabels();
        return cells.build(null, Duplicates.LAST);
    }
}
