package org.polyad.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.Map;

/** How an experiment ended: its table, and the rank to choose for each loss, regularization and method. */
public record ExperimentOutcome(Map<Trial, Scores> rows, Map<Trial.Group, RankChoice> choices) {
    /** The choices, as {@code choice.json} has them. */
    ArrayNode json() {
        ArrayNode all = new ObjectMapper().createArrayNode();
        choices.forEach((group, choice) -> all.add(ExperimentText.choice(group, choice)));
        return all;
    }

    /** @param json an object a line, each fit and then the choices; else a table for people */
    public void print(PrintWriter out, boolean json) {
        if (json) {
            rows.forEach((trial, scores) -> out.println(ExperimentFolder.row(trial, scores)));
            json().forEach(out::println);
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
