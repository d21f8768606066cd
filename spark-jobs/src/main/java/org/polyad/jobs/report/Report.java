package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.solver.Trace;
import org.polyad.solver.Unlisted;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.tensor.SparseTensor;

/** What a page shows, gathered part by part; a part that is not given is not on the page. */
public final class Report {
    private final ObjectNode page = Numbers.MAPPER.createObjectNode();

    public Report(String title) {
        page.put("title", title);
    }

    /** What was fitted, how it converged, and its components. @param top labels a mode */
    public Report model(Model model, ModeKind[] kinds, int top, int indexBase) {
        summary(model);
        trace(model.trace());
        Loss loss = Losses.parse(model.info().loss());
        boolean counts = loss.domain() == Domain.COUNT && loss.lowerBound() == 0;
        page.put("unit", counts ? "weight (sums to 1)" : "weight (norm 1)");
        page.put(
                "componentsNote",
                "A component is a pattern: rows of the modes that go together, each with a weight. Its share is its part of the"
                        + " sum of lambda" + (counts ? ", which is the model's total" : "") + ".");
        new Components(model, kinds, top, indexBase).put(page);
        return this;
    }

    private void summary(Model model) {
        ModelInfo info = model.info();
        ArrayNode rows = page.putArray("summary");
        row(rows, "tensor", model.ktensor().shape().toString());
        row(rows, "modes", String.join(", ", info.modes()));
        row(rows, "rank", Integer.toString(model.ktensor().rank()));
        row(rows, "loss", info.loss());
        row(rows, "unlisted cells", info.unlisted() == null ? "none" : info.unlisted());
        ArrayNode objective = rows.addArray();
        objective.add("objective F");
        Numbers.add(objective, info.objective());
        row(rows, "ended", info.stopReason() + " after " + info.iterations() + " iterations");
        row(rows, "seed", Long.toString(info.seed()));
        if (!model.trace().isEmpty()) {
            Trace last = model.trace().get(model.trace().size() - 1);
            row(rows, "time", String.format(Locale.ROOT, "%.2f s", last.seconds()));
            if (!Double.isNaN(last.fit())) {
                row(rows, "fit", String.format(Locale.ROOT, "%.4f of the norm is explained", last.fit()));
            }
        }
        for (String option : List.of("input", "columns", "value", "where", "join", "regularization", "method")) {
            Object value = info.options().get(option);
            if (value != null) {
                row(rows, "--" + option, value instanceof List<?> list ? join(list) : value.toString());
            }
        }
        row(rows, "Polyad", info.polyadVersion());
    }

    private static String join(List<?> list) {
        return String.join(", ", list.stream().map(String::valueOf).toList());
    }

    private static void row(ArrayNode rows, String name, String value) {
        rows.addArray().add(name).add(value);
    }

    private void trace(List<Trace> trace) {
        ArrayNode lines = page.putArray("trace");
        boolean heldOut = false;
        for (Trace each : trace) {
            ObjectNode line = lines.addObject();
            line.put("iteration", each.iteration());
            // All digits: the last steps of a fit are small ones.
            line.put("objective", Double.isFinite(each.objective()) ? (Double) each.objective() : null);
            Numbers.put(line, "regularization", each.regularization());
            line.put("heldOut", Double.isFinite(each.holdoutObjective()) ? (Double) each.holdoutObjective() : null);
            Numbers.put(line, "seconds", each.seconds());
            heldOut |= Double.isFinite(each.holdoutObjective());
        }
        page.put("heldOut", heldOut);
    }

    /** How well the model describes data, where it does not, and whether its means are right. @param name of the data */
    public Report data(Model model, ModeKind[] kinds, SparseTensor data, String name, int indexBase) {
        Loss loss = Losses.parse(model.info().loss());
        boolean zeros = "zero".equals(model.info().unlisted());
        EvaluationOptions options = EvaluationOptions.of(zeros ? Unlisted.ZERO : Unlisted.MISSING);
        Evaluation evaluation = Evaluation.of(model.ktensor(), loss, data, null, options);
        ArrayNode metrics = page.putArray("metrics");
        evaluation.values().forEach((metric, value) -> metric(metrics, evaluation, metric, value));
        row(metrics, "listed entries", String.format(Locale.ROOT, "%,d", evaluation.entries()));
        page.put("metricsOn", name);
        SliceResiduals residuals = new SliceResiduals(model.ktensor(), loss, data, zeros);
        page.put(
                "residualsNote",
                "A slice is all cells of one row of a mode. The excess is its part of the deviance beyond its part of the noise that the"
                        + " loss expects, over "
                        + (zeros ? "all of its cells" : "its listed cells")
                        + ": what these components do not describe.");
        Components names = new Components(model, kinds, 1, indexBase);
        ArrayNode modes = page.putArray("residuals");
        for (int n = 0; n < kinds.length; n++) {
            modes.add(residuals.worst(n, names));
        }
        new Calibration(model.ktensor(), loss, data, zeros).put(page);
        return this;
    }

    private static void metric(ArrayNode rows, Evaluation evaluation, Metric metric, double value) {
        ArrayNode row = rows.addArray();
        row.add(metric + (evaluation.estimated().contains(metric) ? " (estimated)" : ""));
        Numbers.add(row, value);
    }

    /**
     * An experiment's choices.
     *
     * @param choices as in choice.json
     * @param rows of all fits
     */
    public Report experiment(JsonNode choices, List<ObjectNode> rows) {
        ArrayNode groups = page.putArray("experiment");
        for (JsonNode choice : choices) {
            ObjectNode group = groups.addObject();
            group.setAll((ObjectNode) choice);
            group.put("name", name(choice));
            ArrayNode own = group.putArray("rows");
            for (ObjectNode row : rows) {
                boolean same = List.of("loss", "regularization", "method").stream()
                        .allMatch(key -> row.path(key).equals(choice.path(key)));
                if (same) {
                    own.add(row);
                }
            }
        }
        return this;
    }

    private static String name(JsonNode choice) {
        double regularization = choice.path("regularization").asDouble();
        String method = choice.path("method").asText();
        return choice.path("loss").asText()
                + (regularization == 0 ? "" : ", regularization " + regularization)
                + (method.equals("auto") ? "" : ", " + method);
    }

    public String html() throws IOException {
        return ReportPage.of(page);
    }
}
