package org.polyad.ranking;

import java.util.EnumMap;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * How good the lists are that a model recommends, against held-out entries: the mean of each metric over lists. Users without a
 * relevant item have no list.
 *
 * @param values NaN without lists
 * @param lists that were measured
 * @param withoutRelevant users, or users in a context, with held-out entries none of which is relevant (and not seen before)
 * @param negatives drawn for each list; 0: lists are of all items. Scores with drawn negatives are higher, and may order models
 *     otherwise (Krichene and Rendle, On Sampled Metrics for Item Recommendation, KDD 2020)
 */
public record ListScores(Map<ListMetric, Double> values, int top, long lists, long withoutRelevant, int negatives) {
    /**
     * Measures the lists of a model.
     *
     * @param heldOut entries whose items are to be found
     * @param seen what users have had (the training data): in no list; null: nothing
     * @throws IllegalArgumentException for other sizes than the model's, or modes that it has not
     */
    public static ListScores of(ModelMeans means, SparseTensor heldOut, SeenItems seen, ListOptions options) {
        Ktensor model = means.model();
        if (!heldOut.shape().equals(model.shape())) {
            throw new InvalidInputException(
                    "the model is " + model.shape() + ", but the held-out entries are " + heldOut.shape());
        }
        Question.checkModes(model, options.userMode(), options.itemMode());
        RelevantItems relevant = RelevantItems.of(heldOut, seen, options);
        int[][] places = places(means, relevant, seen, options);
        Map<ListMetric, Double> values = new EnumMap<>(ListMetric.class);
        for (ListMetric metric : ListMetric.values()) {
            double sum = 0;
            for (int[] each : places) {
                sum += metric.of(each, options.top());
            }
            values.put(metric, sum / places.length);
        }
        return new ListScores(values, options.top(), places.length, relevant.withoutAny(), options.negatives());
    }

    private static int[][] places(ModelMeans means, RelevantItems relevant, SeenItems seen, ListOptions options) {
        OpenRows open = means.open(options.openModes(means.model().order()));
        FactorMatrix items = means.model().factor(options.itemMode());
        ThreadLocal<ItemPlaces> each = ThreadLocal.withInitial(
                () -> new ItemPlaces(items.rows(), new ItemScores(items, open, means.loss()), seen));
        int[][] found = new int[relevant.lists()][];
        Threads.current().each(found.length, list -> {
            int[] rows = new int[means.model().order()];
            relevant.rows(list, rows);
            double[] query = means.query(rows);
            int[] wanted = relevant.items(list);
            ItemPlaces places = each.get();
            found[list] = options.negatives() == 0
                    ? places.amongAll(query, relevant.user(list), wanted)
                    : places.amongDrawn(
                            query,
                            relevant.user(list),
                            wanted,
                            options.negatives(),
                            ItemPlaces.state(options.seed(), rows));
        });
        return found;
    }
}
