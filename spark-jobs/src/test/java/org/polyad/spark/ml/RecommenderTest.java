package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListScores;
import org.polyad.spark.ml.evaluation.ListScore;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Lists of recommendations, how good they are, and rows for newcomers. */
class RecommenderTest {
    private static SparkSession spark;
    private static Dataset<Row> ratings;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        spark = GeneralizedCPTest.session();
        ratings = GeneralizedCPTest.ratings(spark);
    }

    /** 2 users, 4 items; places and predictions are given. */
    private static Dataset<Row> predicted() {
        return spark.sql(
                "select * from values (1, 'a', 5.0, 1, 4.5D, 4.0D), (1, 'b', 4.0, 3, 4.0D, 4.0D), (1, 'c', 1.0, 2,"
                        + " 2.0D, 2.0D), (2, 'a', 4.0, 7, 3.0D, 3.0D), (2, 'a', 4.0, 7, 3.0D, 3.0D), (2, 'b', 5.0, 0,"
                        + " 5.0D, 5.0D), (3, 'd', 2.0, 1, 2.0D, 2.0D) as (user, item, rating, place, prediction,"
                        + " linkPrediction)");
    }

    @Test
    void an_evaluator_scores_values_and_lists() throws Exception {
        Dataset<Row> rows = predicted();
        GeneralizedCPEvaluator evaluator =
                new GeneralizedCPEvaluator().setRelevantFrom(4).setK(2);
        assertThat(evaluator.isLargerBetter()).isFalse();
        assertThat(evaluator.evaluate(rows)).isCloseTo(Math.sqrt((0.25 + 1 + 1 + 1) / 7), within(1e-12));
        assertThat(evaluator.setMetricName("mae").evaluate(rows)).isCloseTo((0.5 + 1 + 1 + 1) / 7, within(1e-12));
        // the gaussian deviance is the doubled sum of squares, by the column of m
        assertThat(evaluator.setMetricName("deviance").evaluate(rows)).isCloseTo(2 * (1 + 1 + 1 + 1), within(1e-12));
        Dataset<Row> unknown =
                rows.unionByName(rows.limit(1).withColumn("prediction", functions.expr("cast(null as double)")));
        assertThat(evaluator.setMetricName("mae").evaluate(unknown)).isNaN();
        // user 1 likes places 1 and 3, user 2 place 7 (once) and what is no news, user 3 nothing
        assertThat(evaluator.setMetricName("precision").evaluate(rows)).isEqualTo(0.25);
        assertThat(evaluator.isLargerBetter()).isTrue();
        assertThat(evaluator.setMetricName("recall").evaluate(rows)).isEqualTo(0.25);
        assertThat(evaluator.setMetricName("hitRate").evaluate(rows)).isEqualTo(0.5);
        assertThat(evaluator.setMetricName("map").evaluate(rows)).isEqualTo(0.25);
        double ideal = 1 + Math.log(2) / Math.log(3);
        assertThat(evaluator.setMetricName("ndcg").evaluate(rows)).isCloseTo(0.5 / ideal, within(1e-12));
        assertThat(evaluator.evaluate(rows.selectExpr("user", "item", "rating", "cast(null as int) as place")))
                .isNaN();
        Dataset<Row> links = spark.sql("select * from values (1, 0.9D), (1, 0.5D), (0, 0.5D), (0, 0.1D) as (x, p)");
        GeneralizedCPEvaluator ofLinks = new GeneralizedCPEvaluator()
                .setLabelCol("x")
                .setPredictionCol("p")
                .setMetricName("auc");
        assertThat(ofLinks.evaluate(links)).isCloseTo(3.5 / 4, within(1e-12));
        assertThat(ofLinks.setMetricName("logLoss").evaluate(links))
                .isCloseTo(-(2 * Math.log(0.9) + 2 * Math.log(0.5)) / 4, within(1e-12));
        assertThatThrownBy(() -> ofLinks.setMetricName("auc").evaluate(rows.selectExpr("rating x", "prediction p")))
                .hasMessageContaining("auc needs labels 0 and 1, but column x has");
        assertThatThrownBy(() -> evaluator.evaluate(rows.drop("place")))
                .hasMessageContaining("there is no column place");
        String folder = temp.resolve("evaluator").toString();
        evaluator.save(folder);
        assertThat(GeneralizedCPEvaluator.load(folder).evaluate(rows)).isEqualTo(evaluator.evaluate(rows));
    }

    @Test
    void rows_are_split_at_random_by_user_and_by_time() {
        Dataset<Row> rows = ratings.selectExpr("user", "item", "rating", "pmod(hash(user, item), 1000) as time")
                .cache();
        long all = rows.count();
        Splits.Split random = Splits.random(rows, 0.3, 5);
        assertThat((double) random.test().count() / all).isBetween(0.22, 0.38);
        assertThat(random.train().union(random.test()).exceptAll(rows).isEmpty())
                .isTrue();
        assertThat(random.train().count() + random.test().count()).isEqualTo(all);
        assertThat(Splits.random(rows.repartition(5), 0.3, 5)
                        .test()
                        .exceptAll(random.test())
                        .isEmpty())
                .isTrue();
        Splits.Split last = Splits.leaveLastOut(rows, "user", "time");
        assertThat(last.test().count()).isEqualTo(40);
        assertThat(last.test()
                        .withColumnRenamed("time", "late")
                        .select("user", "late")
                        .join(last.train(), "user")
                        .where("time > late")
                        .isEmpty())
                .isTrue();
        assertThat(last.train().count()).isEqualTo(all - 40);
        Splits.Split one = Splits.leaveLastOut(rows.where("user = 103").limit(1), "user", "time");
        assertThat(one.test().isEmpty()).isTrue();
        Splits.Split late = Splits.byTime(rows, "time", 0.2);
        int border = late.train().selectExpr("max(time)").first().getInt(0);
        assertThat(late.test().where("time <= " + border).isEmpty()).isTrue();
        assertThat((double) late.test().count() / all).isBetween(0.15, 0.21);
        Dataset<Row> some = rows.withColumn("time", functions.expr("if(user = 103, null, time)"));
        Splits.Split known = Splits.byTime(some, "Time", 0.2);
        assertThat(known.train().count() + known.test().count()).isEqualTo(all);
        assertThat(known.test().where("time is null").isEmpty()).isTrue();
        assertThatThrownBy(() -> Splits.byTime(rows.where("false"), "time", 0.2))
                .hasMessage("the data have no rows");
        assertThatThrownBy(() -> Splits.random(ratings, 1, 1)).hasMessageContaining("above 0 and below 1, found 1.0");
    }

    @Test
    void places_are_those_in_the_lists_without_what_was_in_training() {
        Splits.Split split = Splits.leaveLastOut(ratings, "user", "month");
        GeneralizedCPModel model = GeneralizedCPTest.threeModes()
                .setMaxIter(10)
                .setPlaceCol("place")
                .fit(split.train());
        Dataset<Row> lists =
                model.topK(30).items("title").excluding(split.train()).forAll();
        Dataset<Row> expected = lists.selectExpr("user", "posexplode(recommendations) as (place, item)")
                .selectExpr("user", "item.title as title", "place + 1 as place");
        Dataset<Row> found = model.transform(split.test()).select("user", "title", "place");
        assertThat(found.exceptAll(expected).collectAsList()).isEmpty();
        assertThat(found.count()).isEqualTo(40);
        assertThat(model.transform(split.train()).where("place > 0").isEmpty()).isTrue();
        ListScores scores =
                model.scoreTopK(5).relevantFrom(3).excluding(split.train()).on(split.test(), "rating");
        GeneralizedCPEvaluator evaluator = new GeneralizedCPEvaluator()
                .setItemCol("title")
                .setMetricName("map")
                .setK(5)
                .setRelevantFrom(3);
        assertThat(scores.values().get(ListMetric.MAP))
                .isCloseTo(evaluator.evaluate(model.transform(split.test())), within(1e-12));
        drawn(model.setCandidatesCol("candidates").transform(split.test()).cache(), evaluator);
        assertThat(model.scoreTopK(5)
                        .inContext()
                        .negatives(3, 1)
                        .on(split.test(), null)
                        .negatives())
                .isEqualTo(3);
    }

    /** With as many negatives as there are items nothing is drawn; fewer let relevant items stand further ahead. */
    private static void drawn(Dataset<Row> rows, GeneralizedCPEvaluator evaluator) {
        double exact = evaluator.evaluate(rows);
        assertThat(evaluator.setNegatives(30).evaluate(rows)).isCloseTo(exact, within(1e-12));
        double drawn = evaluator.setNegatives(5).evaluate(rows);
        assertThat(drawn).isGreaterThan(exact).isCloseTo(evaluator.evaluate(rows.repartition(3)), within(1e-12));
        assertThat(evaluator.setSeed(2).evaluate(rows)).isNotEqualTo(drawn);
        assertThatThrownBy(() -> evaluator.evaluate(rows.drop("candidates")))
                .hasMessageStartingWith("there is no column candidates");
    }

    @Test
    void negatives_are_drawn_without_replacement_seeds_1_to_20000() {
        // of 20 others 4 and 9 stand before the two relevant items, and 6 are drawn
        Seq<Integer> places = CollectionConverters.asScala(List.of(5, 11));
        double[] hits = new double[3];
        for (long whose = 1; whose <= 20_000; whose++) {
            for (int k = 1; k < 3; k++) {
                hits[k] += new ListScore(ListMetric.HIT_RATE, k, 6).call(places, 22, whose) / 20_000;
            }
            hits[0] += new ListScore(ListMetric.RECALL, 3, 6).call(places, 22, whose) / 20_000;
        }
        double none = chosen(16, 6) / chosen(20, 6);
        double one = 4 * chosen(16, 5) / chosen(20, 6);
        double two = 6 * chosen(16, 4) / chosen(20, 6);
        assertThat(hits[1]).isCloseTo(none, within(0.02));
        assertThat(hits[2]).isCloseTo(none + one, within(0.02));
        // the second is among three where at most one stands before it
        double both = chosen(11, 6) / chosen(20, 6) + 9 * chosen(11, 5) / chosen(20, 6);
        assertThat(hits[0]).isCloseTo((none + one + two + both) / 2, within(0.02));
    }

    private static double chosen(int n, int k) {
        return k == 0 ? 1 : chosen(n - 1, k - 1) * n / k;
    }

    @Test
    void lists_are_made_by_a_stage_that_names_a_saved_model() throws Exception {
        GeneralizedCPModel model = GeneralizedCPTest.threeModes().setMaxIter(5).fit(ratings);
        String saved = temp.resolve("model").toString();
        model.save(saved);
        RecommendItems stage = new RecommendItems()
                .setModelPath(saved)
                .setUserCol("user")
                .setItemCol("title")
                .setContextCols(new String[] {"month"})
                .setSeenCol("had")
                .setNumItems(3);
        String folder = temp.resolve("stage").toString();
        stage.save(folder);
        Dataset<Row> asked = spark.sql("select * from values (7L, 103, '2', array('film 3', 'film 4', 'no film')),"
                + " (8L, 103, '1', null), (9L, 106, '2', array()), (10L, 1, '2', null) as (id, user, month, had)");
        Dataset<Row> made = RecommendItems.load(folder).transform(asked);
        assertThat(made.schema()).isEqualTo(stage.transformSchema(asked.schema()));
        List<Row> rows = made.orderBy("id").collectAsList();
        assertThat(rows.get(3).isNullAt(4)).isTrue();
        Dataset<Row> had = spark.sql("select 103 as user, 'film 3' as title union all select 103, 'film 4'");
        TopK june = model.topK(3).items("title").given("month", "2");
        assertThat(rows.get(0).getList(4))
                .isEqualTo(june.excluding(had)
                        .forUsers(asked)
                        .where("user = 103")
                        .first()
                        .getList(1));
        assertThat(rows.get(1).getList(4))
                .isEqualTo(model.topK(3)
                        .items("title")
                        .given("month", "1")
                        .forUsers(asked)
                        .where("user = 103")
                        .first()
                        .getList(1));
        Dataset<Row> averaged =
                new RecommendItems().setModelPath(saved).setNumItems(3).transform(asked);
        assertThat(averaged.where("id = 9").first().getList(4))
                .isEqualTo(model.topK(3)
                        .forUsers(asked)
                        .where("user = 106")
                        .first()
                        .getList(1));
        assertThatThrownBy(() -> stage.transform(asked.drop("had"))).hasMessageContaining("there is no column had");
    }

    @Test
    void the_best_items_come_in_the_schema_of_als_with_ids_of_their_types() {
        GeneralizedCPModel model = GeneralizedCPTest.threeModes().fit(ratings);
        Dataset<Row> all = model.topK(4)
                .items("title")
                .given("month", 2)
                .excluding(ratings)
                .forAll();
        assertThat(all.schema().toDDL())
                .isEqualTo("user INT,recommendations ARRAY<STRUCT<title: STRING, rating: FLOAT NOT NULL>> NOT NULL");
        assertThat(all.count()).isEqualTo(40);
        Row one = all.where("user = 112").first();
        List<Row> items = one.getList(1);
        List<String> had = ratings.where("user = 112").select("title").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        String[] free =
                Arrays.stream(model.labels(1)).filter(t -> !had.contains(t)).toArray(String[]::new);
        Dataset<Row> asked = spark.createDataset(Arrays.asList(free), Encoders.STRING())
                .selectExpr("value as title", "112 as user", "'2' as month");
        List<Row> best = model.transform(asked)
                .orderBy(functions.desc("prediction"))
                .limit(4)
                .collectAsList();
        for (int k = 0; k < 4; k++) {
            assertThat(items.get(k).getString(0)).isEqualTo(best.get(k).getAs("title"));
            assertThat((double) items.get(k).getFloat(1))
                    .isCloseTo(best.get(k).<Double>getAs("prediction"), within(1e-5));
        }
        Dataset<Row> few = spark.sql("select 103 as user union all select 103 union all select 7");
        assertThat(model.recommendForUserSubset(few, 2).collectAsList()).hasSize(1);
        assertThat(model.recommendForAllItems(2).columns()).containsExactly("title", "recommendations");
        assertThatThrownBy(() -> model.topK(3).given("month", "9")).hasMessageContaining("no label 9 in mode month");
    }

    @Test
    void new_users_get_rows_from_their_entries_as_a_saved_model_s_transformer_too() throws Exception {
        Dataset<Row> old = ratings.where("user < 205");
        Dataset<Row> fresh = ratings.where("user >= 205");
        GeneralizedCPModel model =
                new GeneralizedCP().setRank(3).setRegParam(0.02).fit(old);
        GeneralizedCPModel more = model.foldIn("user", fresh, "rating");
        assertThat(more.labels(0)).hasSize(40).startsWith(model.labels(0));
        assertThat(GeneralizedCPTest.rmse(more.transform(old))).isEqualTo(GeneralizedCPTest.rmse(model.transform(old)));
        assertThat(GeneralizedCPTest.rmse(more.transform(fresh)))
                .isLessThan(1.2 * GeneralizedCPTest.rmse(model.transform(old)) + 0.02);
        // a user of the training data gets the row that the fit ended with
        GeneralizedCPModel again = model.foldIn("user", old.where("user = 103"), "rating");
        Dataset<Row> known = old.where("user = 103");
        assertThat(GeneralizedCPTest.rmse(again.transform(known)))
                .isCloseTo(GeneralizedCPTest.rmse(model.transform(known)), within(2e-2));
        String saved = temp.resolve("model").toString();
        model.save(saved);
        FoldInRows folding =
                new FoldInRows().setModelPath(saved).setModeCol("user").setValueCol("rating");
        Dataset<Row> folded = folding.transform(fresh);
        assertThat(folding.transformSchema(fresh.schema())).isEqualTo(folded.schema());
        assertThatThrownBy(() -> folding.transformSchema(fresh.drop("item").schema()))
                .hasMessageStartingWith("there is no column item");
        List<Row> rows = folded.collectAsList();
        int at =
                Arrays.asList(more.labels(0)).indexOf(String.valueOf(rows.get(0).getInt(0)));
        String stage = temp.resolve("stage").toString();
        new FoldInRows().setModelPath(saved).setModeCol("user").save(stage);
        FoldInRows loaded = FoldInRows.load(stage);
        assertThat(loaded.getOrDefault(loaded.modeCol())).isEqualTo("user");
        assertThat(rows.get(0).<Double>getList(1).get(1))
                .isEqualTo(more.ktensor().factor(0).at(at, 1));
    }
}
