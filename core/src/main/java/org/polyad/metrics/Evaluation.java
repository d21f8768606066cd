package org.polyad.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.solver.ZeroHandling;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * What came out of measuring a model against a tensor.
 *
 * @param values each metric that applies and was wanted; NaN where it has no value (rmse of no cells, auc of one class)
 * @param estimated those that rest on sampled zeros; all others are exact
 * @param entries listed entries that were scored
 * @param cells all cells that were scored, zeros too
 * @param zeros how unlisted cells were counted, where all of them were counted alike; CLOSED_FORM and SAMPLED may both take part
 */
public record Evaluation(
        Map<Metric, Double> values, Set<Metric> estimated, long entries, double cells, ZeroHandling zeros) {

    /**
     * Measures a model.
     *
     * @param data the entries to score; not modified
     * @param excluded cells that do not count, listed or not; null: none; values do not matter
     * @throws IllegalArgumentException when the shapes differ, or the loss does not allow unlisted zeros
     * @throws EntryException for a value outside the loss's domain
     */
    public static Evaluation of(
            Ktensor model, Loss loss, SparseTensor data, SparseTensor excluded, EvaluationOptions options) {
        checkShape(model, data, "data");
        if (excluded != null) {
            checkShape(model, excluded, "excluded cells");
        }
        checkDomain(loss, data);
        return new Evaluator(model, loss, options).evaluate(data, excluded);
    }

    /** NaN for every metric: what is said of entries that the model knows nothing about. */
    public Evaluation unknown(long allEntries) {
        Map<Metric, Double> nothing = new EnumMap<>(Metric.class);
        values.keySet().forEach(metric -> nothing.put(metric, Double.NaN));
        return new Evaluation(nothing, Set.of(), allEntries, cells + (allEntries - entries), zeros);
    }

    private static void checkShape(Ktensor model, SparseTensor tensor, String what) {
        if (!tensor.shape().equals(model.shape())) {
            throw new InvalidInputException(
                    "the model is " + model.shape() + ", but the " + what + " are " + tensor.shape());
        }
    }

    private static void checkDomain(Loss loss, SparseTensor data) {
        for (int p = 0; p < data.entries(); p++) {
            double x = data.values()[p];
            if (!loss.domain().contains(x)) {
                throw new EntryException(
                        "loss " + loss.name() + " needs " + loss.domain().text() + ", but entry ",
                        data.subscript(p),
                        " is " + x);
            }
        }
    }
}
