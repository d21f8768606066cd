package org.polyad.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;
import org.polyad.jobs.experiment.RankChoice;
import org.polyad.jobs.experiment.Scores;
import org.polyad.jobs.experiment.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiment}: many fits of one tensor, scored on the same held-out cells, and the rank to choose. */
@Command(
        name = "experiment",
        description = {
            "Fit a grid of ranks, losses, regularizations, methods and seeds to one tensor, all scored on the same held-out",
            "cells, and recommend a rank. Started again with the same options it goes on and repeats no fit."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad experiment --input trips.tns --output trials --ranks 1,2,3,4,5,6,8 --losses poisson --unlisted zero"
        })
final class ExperimentCommand implements Callable<Integer> {
    @Mixin
    private InputOptions input;

    @Mixin
    private ExperimentOptions grid;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder for table and models.")
    private String output;

    @Option(names = "--overwrite", description = "Begin anew: an experiment that is in the folder goes.")
    private boolean overwrite;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "ENGINE",
            description = {
                "local: each fit in one thread, side by side as tasks of one Spark job; spark: one fit after the other,",
                "each spread out; auto: local below some 50 million entries; default: ${DEFAULT-VALUE}."
            })
    private String engine;

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of the spark engine.")
    private Integer partitions;

    @Option(names = "--json", description = "Print a JSON object a line: each fit, then the choices.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!engine.matches("auto|local|spark")) {
            throw new InvalidInputException("--engine must be auto, local or spark, found " + engine);
        }
        List<Trial> trials = grid.trials();
        PrintWriter log = spec.commandLine().getErr();
        ExperimentFolder folder = new ExperimentFolder(output);
        folder.check(overwrite);
        TensorInput tensor = new TensorInput(input, log);
        try (ExperimentData data = ExperimentData.open(tensor, grid, trials, engine, partitions)) {
            boolean resumed = folder.open(settings(data), overwrite);
            Map<Trial, Scores> rows = folder.load(trials);
            if (resumed) {
                log.println("going on with " + output + ": " + rows.size() + " of " + trials.size() + " fits are done");
                log.flush();
            }
            List<Trial> left =
                    trials.stream().filter(trial -> !rows.containsKey(trial)).toList();
            data.run(left, result -> {
                folder.add(result.trial(), result.scores(), data.model(result, Settings.of(spec)));
                log.println(rows.size() + "/" + trials.size() + "  "
                        + ExperimentText.line(result.trial(), result.scores()));
                log.flush();
            });
            report(folder, rows, choices(folder, rows, data));
        }
        return ExitCodes.DONE;
    }

    /** What decides the rows; an experiment that goes on must have the same, but may have a larger grid. */
    private Map<String, String> settings(ExperimentData data) {
        Trial.Shared shared = grid.shared();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", data.fingerprint());
        settings.put("unlisted", String.valueOf(shared.unlisted()));
        settings.put("holdout", Double.toString(shared.holdout()));
        settings.put("holdout-seed", Long.toString(shared.splitSeed()));
        settings.put("max-iterations", Integer.toString(shared.maxIterations()));
        settings.put("tolerance", Double.toString(shared.tolerance()));
        settings.put("regularization-by", shared.byCount() ? "count" : "row");
        settings.put("nonnegative", Boolean.toString(shared.nonnegative()));
        settings.put("exact-cells", Double.toString(shared.exactCells()));
        settings.put("blocks", Integer.toString(shared.blocks()));
        return settings;
    }

    private Map<Trial.Group, RankChoice> choices(ExperimentFolder folder, Map<Trial, Scores> rows, ExperimentData data)
            throws IOException {
        Map<Trial.Group, Map<Integer, List<Trial>>> groups = rows.keySet().stream()
                .collect(Collectors.groupingBy(Trial::group, LinkedHashMap::new, Collectors.groupingBy(Trial::rank)));
        Map<Trial.Group, RankChoice> choices = new LinkedHashMap<>();
        for (Trial.Group group : groups.keySet()) {
            List<RankChoice.Candidate> candidates = new ArrayList<>();
            for (List<Trial> seeds : groups.get(group).values()) {
                candidates.add(data.candidate(seeds, rows, folder));
            }
            choices.put(group, new RankChoice(candidates));
        }
        return choices;
    }

    private void report(ExperimentFolder folder, Map<Trial, Scores> rows, Map<Trial.Group, RankChoice> choices)
            throws IOException {
        ArrayNode all = new ObjectMapper().createArrayNode();
        choices.forEach((group, choice) -> all.add(ExperimentText.choice(group, choice)));
        folder.write("choice.json", all.toPrettyString() + "\n");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rows.forEach((trial, scores) -> out.println(ExperimentFolder.row(trial, scores)));
            all.forEach(out::println);
        } else {
            out.print(ExperimentText.table(rows));
            choices.forEach((group, choice) -> {
                out.println();
                out.println((choices.size() > 1 ? group + ": " : "") + choice.reason());
            });
            if (choices.keySet().stream().map(Trial.Group::loss).distinct().count() > 1) {
                out.println();
                out.println("Held-out losses of different losses are not to be compared; rmse and mae are.");
            }
        }
        out.flush();
    }
}
