package org.polyad.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;
import org.polyad.input.TensorInput;

/**
 * Fits a grid to one tensor, all scored on the same held-out cells, and chooses a rank: what the command {@code experiment} does. Started
 * again it goes on and repeats no fit.
 */
public final class Experiment {
    private final ExperimentRequest request;
    private final PrintWriter log;
    private final ExperimentFolder folder;

    private Experiment(ExperimentRequest request, PrintWriter log) throws IOException {
        this.request = request;
        this.log = log;
        this.folder = new ExperimentFolder(request.output());
    }

    /**
     * Does the fits that are not done yet.
     *
     * @param log for a line about each fit
     * @throws InvalidInputException when the folder has another experiment, or data and options do not go together
     */
    public static ExperimentOutcome run(ExperimentRequest request, PrintWriter log) throws IOException {
        return new Experiment(request, log).outcome(request.grid().trials());
    }

    private ExperimentOutcome outcome(List<Trial> trials) throws IOException {
        folder.check(request.overwrite());
        TensorInput tensor = new TensorInput(request.input(), log);
        try (ExperimentData data = ExperimentData.open(tensor, request.grid().shared(), trials, request.execution())) {
            boolean resumed = folder.open(settings(data), request.overwrite());
            Map<Trial, Scores> rows = folder.load(trials);
            if (resumed) {
                log.println("going on with " + request.output() + ": " + rows.size() + " of " + trials.size()
                        + " fits are done");
                log.flush();
            }
            List<Trial> left =
                    trials.stream().filter(trial -> !rows.containsKey(trial)).toList();
            data.run(left, result -> {
                folder.add(result.trial(), result.scores(), data.model(result, request.settings()));
                log.println(rows.size() + "/" + trials.size() + "  "
                        + ExperimentText.line(result.trial(), result.scores()));
                log.flush();
            });
            ExperimentOutcome outcome = new ExperimentOutcome(rows, choices(rows, data));
            folder.write("choice.json", outcome.json().toPrettyString() + "\n");
            return outcome;
        }
    }

    /** What decides the rows; an experiment that goes on must have the same, but may have a larger grid. */
    private Map<String, String> settings(ExperimentData data) {
        Trial.Shared shared = request.grid().shared();
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

    private Map<Trial.Group, RankChoice> choices(Map<Trial, Scores> rows, ExperimentData data) throws IOException {
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
}
