package org.polyad.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListOptions;
import org.polyad.ranking.ListScores;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.SeenItems;
import org.polyad.tensor.SparseTensor;

/**
 * How good lists of recommendations are, for people or programs.
 *
 * @param wanted the metrics to show
 */
record ListText(ListScores scores, Set<ListMetric> wanted) {
    /** @param excluded cells whose items are in no list of their user; null: none */
    static ListText of(
            ModelMeans model, SparseTensor data, SparseTensor excluded, ListOptions asked, Set<ListMetric> wanted) {
        SeenItems seen = excluded == null ? null : SeenItems.of(excluded, asked.userMode(), asked.itemMode());
        return new ListText(ListScores.of(model, data, seen, asked), wanted);
    }

    /** Nothing can be measured. */
    static ListText nothing(ListOptions asked, Set<ListMetric> wanted) {
        Map<ListMetric, Double> values = new EnumMap<>(ListMetric.class);
        wanted.forEach(metric -> values.put(metric, Double.NaN));
        return new ListText(new ListScores(values, asked.top(), 0, 0, asked.negatives()), wanted);
    }

    void addTo(ObjectNode json) {
        for (ListMetric metric : wanted) {
            double value = scores.values().get(metric);
            json.put(metric.toString(), Double.isFinite(value) ? value : null);
        }
        json.put("top", scores.top());
        json.put("lists", scores.lists());
        json.put("withoutRelevant", scores.withoutRelevant());
        if (scores.negatives() == 0) {
            json.put("negatives", "all");
        } else {
            json.put("negatives", scores.negatives());
        }
    }

    void addTo(StringBuilder table) {
        for (ListMetric metric : wanted) {
            double value = scores.values().get(metric);
            EvaluationText.row(
                    table, metric.toString(), Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.8g", value));
        }
        String among = scores.negatives() == 0
                ? "all items"
                : "the relevant items and " + Shown.count(scores.negatives(), "other")
                        + " drawn at random: higher than among all, and not to be compared with it";
        EvaluationText.row(
                table,
                "lists",
                scores.lists() + " of the best " + scores.top() + " among " + among
                        + (scores.withoutRelevant() > 0
                                ? "; " + scores.withoutRelevant() + " more without a relevant item"
                                : ""));
    }
}
