package org.polyad.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.solver.Trace;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.Shape;

/**
 * What a fit prints.
 *
 * @param where the engine, in words
 */
record FitReport(String output, Shape shape, double listed, String where, GcpOptions options, GcpResult result) {
    private Trace last() {
        return result.trace().get(result.trace().size() - 1);
    }

    /** How the cells that are not listed were treated, in words. */
    String zeros() {
        return switch (result.zeros()) {
            case NONE -> options.unlisted() == Unlisted.MISSING ? "missing: left out" : "none, every cell is listed";
            case CLOSED_FORM -> "zeros, in closed form: exact";
            case ALL_CELLS -> "zeros, every cell visited: exact";
            case SAMPLED ->
                result.method().stochastic()
                        ? "zeros, drawn anew for each step: the objective is an estimate"
                        : "zeros, a fixed weighted sample of them: the objective is an estimate";
        };
    }

    /** The largest total objective of the starts less the smallest, relative to the smallest. */
    private double spread() {
        List<Double> totals = result.startObjectives();
        double least = Collections.min(totals);
        return (Collections.max(totals) - least) / Math.max(Math.abs(least), 1e-300);
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            rows().forEach((name, value) -> out.println(String.format(Locale.ROOT, "%-15s %s", name, value)));
        }
        out.flush();
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("model", Shown.withoutSecrets(output));
        rows.put("tensor", String.format(Locale.ROOT, "%s, %,.0f entries listed", shape, listed));
        rows.put("unlisted", zeros());
        rows.put("loss", options.loss().name() + ", rank " + options.rank());
        rows.put("method", result.method() + ", " + where);
        rows.put("objective", String.format(Locale.ROOT, "%.10g", result.objective()));
        if (result.regularization() != 0) {
            rows.put("regularization", String.format(Locale.ROOT, "%.10g", result.regularization()));
        }
        if (!Double.isNaN(last().fit())) {
            rows.put("fit", String.format(Locale.ROOT, "%.6f", last().fit()));
        }
        if (result.holdoutCells() > 0) {
            rows.put(
                    "held out",
                    String.format(
                            Locale.ROOT,
                            "objective %.10g, from %,d cells",
                            last().holdoutObjective(),
                            result.holdoutCells()));
        }
        rows.put("iterations", result.iterations() + ", " + result.stopReason());
        if (!Double.isNaN(result.projectedGradient())) {
            rows.put("stationary", stationary());
        }
        rows.put("seconds", String.format(Locale.ROOT, "%.2f", last().seconds()));
        if (options.starts() > 1) {
            rows.put(
                    "starts",
                    String.format(
                            Locale.ROOT,
                            "%d, best seed %d, objectives %.7g to %.7g, spread %.2g %%",
                            result.startObjectives().size(),
                            result.seed(),
                            Collections.min(result.startObjectives()),
                            Collections.max(result.startObjectives()),
                            100 * spread()));
        }
        return rows;
    }

    /** Whether the fit ended at a stationary point, whatever ended it. */
    private String stationary() {
        boolean yes = result.projectedGradient() <= GcpResult.STATIONARY;
        return String.format(
                Locale.ROOT,
                yes
                        ? "yes, the projected gradient %.2g is at most %.0e"
                        : "no, the projected gradient %.2g is above %.0e",
                result.projectedGradient(),
                GcpResult.STATIONARY);
    }

    private String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", Shown.withoutSecrets(output));
        json.put("shape", shape.sizes());
        json.put("entries", (long) listed);
        json.put("rank", options.rank());
        json.put("loss", options.loss().name());
        json.put(
                "unlisted",
                options.unlisted() == null ? null : options.unlisted().toString());
        json.put("zeros", result.zeros().toString());
        json.put("method", result.method().toString());
        json.put("engine", where);
        json.put("objective", number(result.objective()));
        json.put("regularization", number(result.regularization()));
        json.put("fit", number(last().fit()));
        json.put("holdoutObjective", number(last().holdoutObjective()));
        json.put("holdoutCells", result.holdoutCells());
        json.put("iterations", result.iterations());
        json.put("stopReason", result.stopReason().toString());
        json.put("projectedGradient", number(result.projectedGradient()));
        json.put("seconds", number(last().seconds()));
        json.put("seed", result.seed());
        json.put(
                "startObjectives",
                result.startObjectives().stream()
                        .map(FitReport::number)
                        .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new)));
        json.put("spread", number(spread()));
        try {
            return new ObjectMapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON has no NaN. */
    private static Double number(double x) {
        return Double.isFinite(x) ? (Double) x : null;
    }
}
