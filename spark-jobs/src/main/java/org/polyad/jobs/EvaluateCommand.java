package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;
import org.polyad.action.Evaluate;
import org.polyad.action.EvaluateRequest;
import org.polyad.input.ColdStart;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.ListFlags;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Metric;
import org.polyad.options.Unlisted;
import org.polyad.output.EvaluationText;
import org.polyad.ranking.ListMetric;
import org.polyad.store.StoredModel;
import org.polyad.store.TopicsStore;
import org.polyad.topics.TopicScores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well a model fits a tensor. */
@Command(
        name = "evaluate",
        description =
                "Measure a model on the entries of a tensor and, where the model says that unlisted entries are zeros, "
                        + "on those zeros too.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad evaluate --model links --input test.tns --exclude train.tns --metrics auc,logLoss",
            "  polyad evaluate --model films --input test.csv --exclude train.csv --top 10 --relevant-from 4"
        })
@Heading("Measures")
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Mixin
    private InputFlags input;

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description = "objective, deviance, rmse, mae, fit (gaussian), auc, logLoss (links); of lists: precision,"
                    + " recall, map, ndcg, hitRate; of topics: completion, bound; default: all that apply, those of lists with"
                    + " --top.")
    private List<String> metrics;

    @Option(
            names = "--listed-only",
            description = "Leave out the zeros, whatever the model says of unlisted entries.",
            fallbackValue = "true")
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
            description =
                    "Entries with labels or indices that the model has never seen: nan (nothing can be measured), drop, fail, "
                            + "or mean: the model's value is then the average over each mode whose row is not known, as for "
                            + "recommend; default: ${DEFAULT-VALUE}.")
    private String coldStartName;

    @Option(
            names = "--exact-cells",
            defaultValue = "1e7",
            paramLabel = "N",
            description =
                    "Every zero is visited up to that many cells; beyond, what has no closed form is estimated from "
                            + "sampled zeros; default: ${DEFAULT-VALUE}.")
    private double exactCells;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of sampled zeros; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ListFlags lists;

    @Heading("Output")
    @Option(names = "--json", description = "Print a JSON object; default: a table for people.", fallbackValue = "true")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ColdStart coldStart = ColdStart.parse(coldStartName);
        TopicsStore.Topics topics = model.topics();
        if (topics != null) {
            PrintWriter out = spec.commandLine().getOut();
            new TopicScores(topics, input.options(), seed)
                    .print(metrics, json, out, spec.commandLine().getErr());
            return ExitCodes.DONE;
        }
        StoredModel stored = model.read();
        Set<Metric> ofCells = wanted(Losses.parse(stored.info().loss()));
        Set<ListMetric> ofLists = ofLists();
        EvaluateRequest request = new EvaluateRequest(
                input.options(),
                exclude,
                ofCells,
                ofLists.isEmpty() ? null : lists.options(stored.info(), seed),
                ofLists,
                listedOnly ? Unlisted.MISSING : EvaluateRequest.unlisted(stored),
                coldStart,
                exactCells,
                seed);
        EvaluationText text = Evaluate.run(stored, request, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? text.json() : text.table());
        out.flush();
        return ExitCodes.DONE;
    }

    private Set<Metric> wanted(Loss loss) {
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
}
