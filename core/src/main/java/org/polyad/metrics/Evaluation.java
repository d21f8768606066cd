package org.polyad.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.model.TensorModel;
import org.polyad.options.ZeroHandling;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.SparseTensor;

/**
 * The result of measuring a model against a tensor.
 *
 * @param values each metric that was asked for and is defined for the loss; NaN where it has no value (rmse of no cells, auc of one
 *     class, fit of zeros)
 * @param estimated the metrics that are estimates from sampled zeros; all others are exact
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
            TensorModel model, Loss loss, SparseTensor data, SparseTensor excluded, EvaluationOptions options) {
        return of(model, loss, new ScoredCells(data, excluded, ColdCells.none()), options);
    }

    /** As {@link #of(TensorModel, Loss, SparseTensor, SparseTensor, EvaluationOptions)}, cells that the model does not have too. */
    public static Evaluation of(TensorModel model, Loss loss, ScoredCells cells, EvaluationOptions options) {
        checkShape(model, cells.data(), "data");
        if (cells.excluded() != null) {
            checkShape(model, cells.excluded(), "excluded cells");
        }
        checkDomain(loss, cells.data());
        return new Evaluator(model, loss, options).evaluate(cells);
    }

    /** The result for data with entries that the model knows nothing about: NaN for every metric. */
    public Evaluation unknown(long allEntries) {
        Map<Metric, Double> nothing = new EnumMap<>(Metric.class);
        values.keySet().forEach(metric -> nothing.put(metric, Double.NaN));
        return new Evaluation(nothing, Set.of(), allEntries, cells + (allEntries - entries), zeros);
    }

    private static void checkShape(TensorModel model, SparseTensor tensor, String what) {
        if (!tensor.shape().equals(model.shape())) {
            throw new InvalidInputException(
                    "the model is " + model.shape() + ", but the " + what + " are " + tensor.shape());
        }
    }

    private static void checkDomain(Loss loss, SparseTensor data) {
        for (int p = 0; p < data.entries(); p++) {
            if (!loss.domain().contains(data.values()[p])) {
                throw EntryException.outside(loss, data.subscript(p), data.values()[p]);
            }
        }
    }
}
