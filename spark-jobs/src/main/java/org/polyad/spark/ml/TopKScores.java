package org.polyad.spark.ml;

import org.apache.spark.sql.Dataset;
import org.polyad.ranking.ListOptions;
import org.polyad.ranking.ListScores;
import org.polyad.ranking.SeenItems;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;

/**
 * How good the lists of the best k items are; made by {@link GeneralizedCPModel#scoreTopK}. The held-out rows come to the driver.
 *
 * <pre>
 * ListScores scores = model.scoreTopK(10).items("film").relevantFrom(4).excluding(train).on(test, "rating");
 * double ndcg = scores.values().get(ListMetric.NDCG);
 * </pre>
 */
public final class TopKScores {
    private final GeneralizedCPModel model;
    private ListOptions options;
    private Dataset<?> seen;

    TopKScores(GeneralizedCPModel model, int k) {
        this.model = model;
        this.options = ListOptions.of(0, 1, k);
    }

    /** The mode, by its column, that lists are for; the first by default. */
    public TopKScores users(String column) {
        options = options.modes(model.mode(column), options.itemMode());
        return this;
    }

    /** The mode that lists are of; the second by default. */
    public TopKScores items(String column) {
        options = options.modes(options.userMode(), model.mode(column));
        return this;
    }

    /** A list for each user in each context of the held-out rows; by default one, averaged over the other modes. */
    public TopKScores inContext() {
        options = options.inContext(true);
        return this;
    }

    /** Only rows with that value or more say that an item is relevant; by default every row does. */
    public TopKScores relevantFrom(double value) {
        options = options.relevantFrom(value);
        return this;
    }

    /** Lists of the relevant items and so many others drawn at random; by default of all items. */
    public TopKScores negatives(int number, long seed) {
        options = options.negatives(number, seed);
        return this;
    }

    /** Leaves out the items that a user has in these rows, which have the columns of both modes, in any context. */
    public TopKScores excluding(Dataset<?> rows) {
        seen = rows;
        return this;
    }

    /**
     * The scores on held-out rows with the columns of all modes; those with labels that the model has not are left out.
     *
     * @param valueColumn null: each row counts 1
     */
    public ListScores on(Dataset<?> heldOut, String valueColumn) {
        InputColumns columns = model.columns().input(valueColumn);
        columns.check(heldOut.schema());
        try (LabelledEntries entries =
                LabelledEntries.read(heldOut, columns, model.stored().labels())) {
            SparseTensor tensor = entries.collect(Duplicates.MEAN);
            SeenItems had = SeenRows.of(model, options.userMode(), options.itemMode(), seen);
            return ListScores.of(model.means(), tensor, had, options);
        }
    }
}
