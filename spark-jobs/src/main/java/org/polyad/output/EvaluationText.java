package org.polyad.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.Metric;
import org.polyad.options.ZeroHandling;

/**
 * What was measured, for people or programs.
 *
 * @param unseen entries with labels that the model has not
 * @param lists null: none were asked for
 */
public record EvaluationText(Evaluation evaluation, long unseen, ListText lists) {
    /** One object: a key for each metric that applies, null where it has no value. */
    public String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        evaluation
                .values()
                .forEach((metric, value) -> json.put(metric.toString(), Double.isFinite(value) ? value : null));
        json.put("entries", evaluation.entries());
        // Whole, as long as a double tells whole numbers apart.
        if (evaluation.cells() < 0x1p53) {
            json.put("cells", (long) evaluation.cells());
        } else {
            json.put("cells", evaluation.cells());
        }
        json.put("zeros", evaluation.zeros().toString());
        ArrayNode estimated = json.putArray("estimated");
        evaluation.estimated().forEach(metric -> estimated.add(metric.toString()));
        json.put("unseen", unseen);
        if (lists != null) {
            lists.addTo(json);
        }
        return json.toString();
    }

    public String table() {
        StringBuilder table = new StringBuilder();
        evaluation.values().forEach((metric, value) -> row(table, metric.toString(), number(metric, value)));
        row(table, "entries", Long.toString(evaluation.entries()));
        if (evaluation.zeros() != ZeroHandling.NONE) {
            row(table, "cells", String.format(Locale.ROOT, "%.0f, zeros %s", evaluation.cells(), zeros()));
        }
        if (unseen > 0) {
            row(table, "unseen", unseen + " entries that the model knows nothing of");
        }
        if (lists != null) {
            lists.addTo(table);
        }
        return table.toString().stripTrailing();
    }

    private String number(Metric metric, double value) {
        String text = Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.8g", value);
        return evaluation.estimated().contains(metric) ? text + " (estimated from sampled zeros)" : text;
    }

    private String zeros() {
        return switch (evaluation.zeros()) {
            case CLOSED_FORM -> "in closed form";
            case ALL_CELLS -> "visited one by one";
            case SAMPLED -> "sampled where there is no closed form";
            case NONE -> "left out";
        };
    }

    static void row(StringBuilder table, String name, String value) {
        table.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
    }
}
