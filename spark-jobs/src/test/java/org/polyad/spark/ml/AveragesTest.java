package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.ranking.ListMetric;

/** Lists, places and cold starts average the mean over what is left open, each row weighted by its entries. */
class AveragesTest {
    private static SparkSession spark;
    private static Dataset<Row> counts;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        spark = GeneralizedCPTest.session();
        // months differ in how many rows they have; counts vary much between them
        counts = GeneralizedCPTest.ratings(spark)
                .selectExpr(
                        "user",
                        "title",
                        "if(hash(user, item) % 3 = 0, '1', month) as month",
                        "cast(rating + if(month = '1' and item % 4 = 0, 20, 0) as int) as rating")
                .dropDuplicates("user", "title", "month")
                .cache();
    }

    private static GeneralizedCP counting(String loss) {
        return GeneralizedCPTest.threeModes()
                .setModeCols(new String[] {"user", "title", "month"})
                .setValueCol("rating")
                .setLoss(loss)
                .setUnlisted("missing")
                .setRank(3)
                .setMaxIter(8)
                .setRegParam(0.01);
    }

    /** The average of a cell's predicted mean over all months, by their numbers of rows. */
    private static double[] averages(GeneralizedCPModel model, int user) {
        String[] titles = model.labels(1);
        String[] months = model.labels(2);
        double[] sums = new double[titles.length];
        for (String month : months) {
            double share =
                    (double) counts.where(functions.col("month").equalTo(month)).count() / counts.count();
            int u = Arrays.asList(model.labels(0)).indexOf(String.valueOf(user));
            int k = Arrays.asList(months).indexOf(month);
            for (int i = 0; i < titles.length; i++) {
                double m = model.ktensor().valueAt(u, i, k);
                sums[i] += share * (model.stored().info().loss().equals("poisson-log") ? Math.exp(m) : m);
            }
        }
        return sums;
    }

    private static void checkList(List<Row> list, GeneralizedCPModel model, double[] averages) {
        int[] best = IntStream.range(0, averages.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -averages[i]))
                .mapToInt(i -> i)
                .toArray();
        for (int n = 0; n < list.size(); n++) {
            assertThat(list.get(n).getString(0)).isEqualTo(model.labels(1)[best[n]]);
            double expected = averages[best[n]];
            assertThat((double) list.get(n).getFloat(1)).isCloseTo(expected, within(1e-6 * Math.max(1, expected)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poisson-log", "gaussian"})
    void lists_places_and_stages_agree_with_sums_over_months(String loss) throws Exception {
        GeneralizedCPModel model = counting(loss).setPlaceCol("place").fit(counts);
        double[] averages = averages(model, 103);
        Row all = model.recommendForAllUsers(5).where("user = 103").first();
        checkList(all.getList(1), model, averages);
        String saved = temp.resolve("model").toString();
        model.save(saved);
        GeneralizedCPModel loaded = GeneralizedCPModel.load(saved);
        Dataset<Row> asked = spark.sql("select 103 as user");
        assertThat(loaded.recommendForUserSubset(asked, 5).first()).isEqualTo(all);
        Row stage = new RecommendItems()
                .setModelPath(saved)
                .setNumItems(5)
                .transform(asked)
                .first();
        assertThat(stage.getList(1)).isEqualTo(all.getList(1));
        // a loaded model knows no training data: places are among all items
        Dataset<Row> places = loaded.transform(spark.sql("select 103 as user, '1' as month")
                .crossJoin(counts.select("title").distinct()));
        List<Row> first = places.orderBy("place").limit(5).collectAsList();
        for (int n = 0; n < 5; n++) {
            Row item = all.<Row>getList(1).get(n);
            assertThat(first.get(n).<String>getAs("title")).isEqualTo(item.getString(0));
        }
        String best = all.<Row>getList(1).get(0).getString(0);
        Dataset<Row> held = spark.sql("select 103 as user, '" + best + "' as title, '1' as month, 1 as rating");
        assertThat(loaded.scoreTopK(1).on(held, "rating").values().get(ListMetric.HIT_RATE))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"poisson-log", "gaussian"})
    void a_cold_start_falls_back_to_the_same_average(String loss) {
        GeneralizedCPModel model =
                counting(loss).setColdStartStrategy("fallback").fit(counts);
        double[] averages = averages(model, 103);
        Dataset<Row> asked = spark.sql("select 103 as user, 'never' as month")
                .crossJoin(counts.select("title").distinct());
        for (Row row : model.transform(asked).collectAsList()) {
            int i = Arrays.asList(model.labels(1)).indexOf(row.<String>getAs("title"));
            assertThat(row.<Double>getAs("prediction")).isCloseTo(averages[i], within(1e-9 * averages[i]));
        }
    }

    @Test
    void entries_are_those_of_the_data_in_both_engines_and_of_folded_rows() throws Exception {
        Dataset<Row> some = counts.where("user <> 112");
        for (String engine : new String[] {"local", "spark"}) {
            GeneralizedCPModel model = counting("gaussian").setEngine(engine).fit(some);
            for (int n = 0; n < 3; n++) {
                String column = new String[] {"user", "title", "month"}[n];
                for (int i = 0; i < model.labels(n).length; i++) {
                    assertThat(model.stored().entries()[n][i])
                            .as(engine + " " + column)
                            .isEqualTo(some.where(functions.col(column).equalTo(model.labels(n)[i]))
                                    .count());
                }
            }
            GeneralizedCPModel more = model.foldIn("user", counts.where("user in (112, 103)"), "rating");
            int last = more.labels(0).length - 1;
            assertThat(more.labels(0)[last]).isEqualTo("112");
            assertThat(more.stored().entries()[0][last])
                    .isEqualTo(counts.where("user = 112").count());
            assertThat(more.stored().entries()[0]).startsWith(model.stored().entries()[0]);
            String folder = temp.resolve(engine).toString();
            more.save(folder);
            assertThat(GeneralizedCPModel.load(folder).stored().entries())
                    .isDeepEqualTo(more.stored().entries());
            Dataset<Row> rows = spark.read().parquet(folder + "/factors");
            assertThat(rows.where("mode = 2")
                            .agg(functions.sum("entries"))
                            .first()
                            .getLong(0))
                    .isEqualTo(some.count());
        }
    }
}
