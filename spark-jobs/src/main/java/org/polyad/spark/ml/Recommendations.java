package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.Question;
import org.polyad.ranking.SeenItems;
import org.polyad.ranking.TopItems;

/**
 * The best items for users in MLlib's schema: the user, and {@code recommendations: array<struct<item, rating: float>>}. Users are cut
 * into blocks, a task has the model as a broadcast and makes a block's lists at a time: there is no cross join, and no more
 * than a block of scores in memory.
 */
final class Recommendations {
    /** Users whose lists a task makes at a time. */
    private static final int BLOCK = 1024;

    private final GeneralizedCPModel model;
    private final int userMode;
    private final int itemMode;

    Recommendations(GeneralizedCPModel model, int userMode, int itemMode) {
        this.model = model;
        this.userMode = userMode;
        this.itemMode = itemMode;
    }

    /** Makes the lists of blocks of users. */
    private record Task(
            Broadcast<ModelParts> model, Broadcast<SeenItems> seen, int userMode, int itemMode, int[] given, int k)
            implements FlatMapFunction<int[], Row> {
        @Override
        public Iterator<Row> call(int[] users) {
            ModelParts parts = model.value();
            Question question = new Question(parts.means(), userMode, itemMode, given);
            TopItems.Lists lists = new TopItems(question, k, seen == null ? null : seen.value()).of(users);
            String[][] labels = parts.index().labels();
            List<Row> rows = new ArrayList<>(users.length);
            for (int j = 0; j < users.length; j++) {
                Row[] items = new Row[lists.counts()[j]];
                for (int n = 0; n < items.length; n++) {
                    int at = j * lists.k() + n;
                    items[n] = RowFactory.create(labels[itemMode][lists.items()[at]], (float) lists.scores()[at]);
                }
                rows.add(RowFactory.create(labels[userMode][users[j]], items));
            }
            return rows.iterator();
        }
    }

    /**
     * The lists of users. The items to leave out are sent for these lists alone, and dropped by Spark's cleaner with them.
     *
     * @param users null: all
     * @param given by mode, a row or {@link ModelMeans#AVERAGED}
     * @param seen items to leave out, or null
     */
    Dataset<Row> top(SparkSession session, int[] users, int k, int[] given, SeenItems seen) {
        model.remark(ModelMeans.openModes(userMode, itemMode, given));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        Broadcast<SeenItems> had = seen == null ? null : context.broadcast(seen);
        Task task = new Task(model.sent(session), had, userMode, itemMode, given, k);
        int[] all = users == null
                ? IntStream.range(0, model.ktensor().factor(userMode).rows()).toArray()
                : users;
        List<int[]> blocks = new ArrayList<>();
        for (int from = 0; from < all.length; from += BLOCK) {
            blocks.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + BLOCK)));
        }
        int partitions = Math.max(1, Math.min(blocks.size(), 4 * context.defaultParallelism()));
        JavaRDD<Row> rows =
                context.parallelize(blocks, partitions).flatMap(task).setName("polyad: recommendations");
        return typed(session.createDataFrame(rows, schema(DataTypes.StringType, DataTypes.StringType)));
    }

    /** Labels as what they were in the columns. */
    private Dataset<Row> typed(Dataset<Row> texts) {
        StructType schema = schema(model.type(userMode), model.type(itemMode));
        Column[] columns = Arrays.stream(schema.fields())
                .map(field ->
                        Schemas.column(field.name()).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
        return texts.select(columns);
    }

    private StructType schema(DataType user, DataType item) {
        StructType one = new StructType(new StructField[] {
            DataTypes.createStructField(name(itemMode), item, true),
            DataTypes.createStructField("rating", DataTypes.FloatType, false)
        });
        return new StructType(new StructField[] {
            DataTypes.createStructField(name(userMode), user, true),
            DataTypes.createStructField("recommendations", new ArrayType(one, true), false)
        });
    }

    private String name(int mode) {
        return model.stored().info().modes().get(mode);
    }
}
