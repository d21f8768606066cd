package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.polyad.InvalidInputException;
import org.polyad.ranking.ModelMeans;
import org.polyad.spark.LabelIndex;

/**
 * What to recommend; made by {@link GeneralizedCPModel#topK}.
 *
 * <pre>
 * model.topK(10).items("film").users("user").given("month", "2018-05").excluding(ratings).forAll();
 * </pre>
 */
public final class TopK {
    private final GeneralizedCPModel model;
    private final int k;
    private int userMode = 0;
    private int itemMode = 1;
    private final Map<Integer, Integer> given = new LinkedHashMap<>();
    private Dataset<?> seen;

    TopK(GeneralizedCPModel model, int k) {
        if (k < 1) {
            throw new InvalidInputException("the number of items must be 1 or more, found " + k);
        }
        this.model = model;
        this.k = k;
    }

    /** The mode, by its column, that lists are for; the first by default. */
    public TopK users(String column) {
        userMode = model.mode(column);
        return this;
    }

    /** The mode that lists are of; the second by default. */
    public TopK items(String column) {
        itemMode = model.mode(column);
        return this;
    }

    /** A context; modes that are not given are averaged over. @throws IllegalArgumentException for a label never seen */
    public TopK given(String column, Object label) {
        int mode = model.mode(column);
        int row = Arrays.asList(model.stored().labels()[mode]).indexOf(String.valueOf(label));
        if (row < 0) {
            throw new InvalidInputException("the model has no label " + label + " in mode " + column);
        }
        given.put(mode, row);
        return this;
    }

    /** Leaves out the items that a user has in these rows, which have the columns of both modes, in any context. */
    public TopK excluding(Dataset<?> rows) {
        seen = rows;
        return this;
    }

    /** The lists of all users. */
    public Dataset<Row> forAll() {
        return lists(model.session(), null);
    }

    /** The lists of the users in a Dataset, each once; those never seen are left out, as ALS does. */
    public Dataset<Row> forUsers(Dataset<?> users) {
        String column = model.stored().info().modes().get(userMode);
        Schemas.checkLabels(users.schema(), column);
        LabelIndex index = new LabelIndex(model.stored().labels());
        List<Row> asked = users.select(Schemas.label(users.schema(), column, model.type(userMode)))
                .distinct()
                .collectAsList();
        int[] rows = asked.stream()
                .filter(row -> !row.isNullAt(0))
                .mapToInt(row -> index.code(userMode, row.getString(0)))
                .filter(code -> code != LabelIndex.UNSEEN)
                .sorted()
                .toArray();
        return lists(users.sparkSession(), rows);
    }

    private Dataset<Row> lists(org.apache.spark.sql.SparkSession session, int[] users) {
        int[] rows = new int[model.types().length];
        Arrays.setAll(rows, n -> given.getOrDefault(n, ModelMeans.AVERAGED));
        return new Recommendations(model, userMode, itemMode)
                .top(session, users, k, rows, SeenRows.of(model, userMode, itemMode, seen));
    }
}
