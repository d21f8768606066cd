package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.KryoRegistrator;

class GeneralizedCPTest {
    private static SparkSession spark;
    private static Dataset<Row> ratings;

    @TempDir
    Path temp;

    @BeforeAll
    static void start(@TempDir Path checkpoints) {
        spark = session();
        // without it ALS overflows the stack
        spark.sparkContext().setCheckpointDir(checkpoints.toString());
        ratings = ratings(spark);
    }

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", KryoRegistrator.class.getName())
                .getOrCreate();
    }

    /** 40 users by 30 films in 4 months, a half of the pairs: offsets and one taste. Ids of a user are not its index. */
    static Dataset<Row> ratings(SparkSession spark) {
        return spark.range(1200)
                .selectExpr("cast(id / 30 as int) as u", "cast(id % 30 as int) as f", "id")
                .where("hash(id) % 2 = 0")
                .selectExpr(
                        "100 + 3 * u as user",
                        "f as item",
                        "concat('film ', f) as title",
                        "cast(hash(id, 7) % 4 as string) as month",
                        "cast(3 + sin(u) + 0.5 * cos(2 * f) + sin(3 * u) * cos(5 * f) as float) as rating",
                        "'kept' as other")
                .cache();
    }

    private static double rmse(Dataset<Row> predicted) {
        return new RegressionEvaluator()
                .setLabelCol("rating")
                .setPredictionCol("prediction")
                .evaluate(predicted);
    }

    @Test
    void in_place_of_als_it_reaches_the_same_fit_from_the_same_params() {
        ALS als = new ALS().setRank(2).setRegParam(0.1).setMaxIter(8).setNumBlocks(1);
        double theirs = rmse(als.fit(ratings).transform(ratings));
        GeneralizedCPModel model =
                new GeneralizedCP().setRank(2).setRegParam(0.1).setTol(1e-9).fit(ratings);
        // more sweeps than the few that ALS is given here may find better
        assertThat(rmse(model.transform(ratings))).isBetween(0.8 * theirs, theirs + 2e-3);
        double[] history = model.objectiveHistory();
        for (int k = 1; k < history.length; k++) {
            assertThat(history[k]).isLessThanOrEqualTo(history[k - 1] * (1 + 1e-12));
        }
    }

    @Test
    void implicit_feedback_is_fitted_as_als_fits_it() {
        Dataset<Row> counts = ratings.selectExpr("user", "item", "round(exp(rating) / 10) as rating")
                .where("rating > 0");
        ALS als = new ALS()
                .setRank(1)
                .setRegParam(0.1)
                .setMaxIter(60)
                .setImplicitPrefs(true)
                .setAlpha(2.0);
        GeneralizedCP ours = new GeneralizedCP()
                .setRank(1)
                .setRegParam(0.1)
                .setTol(1e-10)
                .setImplicitPrefs(true)
                .setAlpha(2.0);
        Dataset<Row> pairs = als.fit(counts)
                .transform(counts.select("user")
                        .distinct()
                        .crossJoin(counts.select("item").distinct()))
                .withColumnRenamed("prediction", "rating")
                .cache();
        Dataset<Row> both = ours.fit(counts).transform(pairs);
        assertThat(rmse(both)).isLessThan(5e-3);
        double spread = both.selectExpr("stddev(rating)").first().getDouble(0);
        assertThat(spread).isGreaterThan(0.1);
        double here = rmse(ours.setMaxIter(3).fit(counts).transform(pairs));
        assertThat(rmse(ours.setEngine("spark").fit(counts).transform(pairs))).isCloseTo(here, within(1e-9));
    }

    @Test
    void labels_of_any_type_in_three_modes_and_other_columns_pass() {
        GeneralizedCP cp = threeModes();
        GeneralizedCPModel model = cp.fit(ratings);
        Dataset<Row> predicted = model.transform(ratings);
        assertThat(predicted.columns())
                .containsExactly("user", "item", "title", "month", "rating", "other", "prediction");
        // offsets alone leave 0.5, which is what the product of sine and cosine has
        assertThat(rmse(predicted)).isLessThan(0.3);
        assertThat(model.labels(0)[1]).isEqualTo("103");
        assertThat(model.labels(1)).contains("film 17").hasSize(30);
        Dataset<Row> asLong = ratings.selectExpr("cast(user as bigint) user", "title", "month", "rating");
        assertThat(rmse(model.transform(asLong))).isEqualTo(rmse(predicted));
        GeneralizedCPModel onSpark =
                threeModes().setMaxIter(4).setEngine("spark").fit(ratings.repartition(3));
        double[] history = onSpark.objectiveHistory();
        assertThat(history[3]).isCloseTo(model.objectiveHistory()[3], within(1e-9 * history[3]));
    }

    private static GeneralizedCP threeModes() {
        return new GeneralizedCP()
                .setModeCols(new String[] {"user", "title", "month"})
                .setValueCol("rating")
                .setUnlisted("missing")
                .setRank(2)
                .setBiases(true)
                .setRegParam(0.001)
                .setMaxIter(200);
    }

    @Test
    void labels_never_seen_are_nan_dropped_or_averaged() {
        GeneralizedCPModel model = new GeneralizedCP().setRank(2).fit(ratings);
        Dataset<Row> asked = spark.sql("select 100 as user, 5 as item union all select 1 as user, 5 as item");
        assertThat(values(model.transform(asked))).hasSize(2).contains(Double.NaN);
        assertThat(values(model.setColdStartStrategy("drop").transform(asked)))
                .hasSize(1)
                .doesNotContain(Double.NaN);
        Dataset<Row> every = ratings.selectExpr("user").distinct().selectExpr("user", "5 as item");
        double mean = values(model.transform(every)).stream()
                .mapToDouble(x -> x)
                .average()
                .orElseThrow();
        assertThat(values(model.setColdStartStrategy("fallback").transform(asked))
                        .get(1))
                .isCloseTo(mean, within(1e-9));
    }

    private static List<Double> values(Dataset<Row> predicted) {
        return predicted.collectAsList().stream()
                .map(row -> row.getDouble(row.fieldIndex("prediction")))
                .toList();
    }

    @Test
    void a_pipeline_is_tuned_saved_and_loaded() throws Exception {
        GeneralizedCP cp = new GeneralizedCP().setMaxIter(30).setColdStartStrategy("drop");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {cp});
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(cp.rank(), new int[] {1, 3})
                .addGrid(cp.regParam(), new double[] {0.02, 5})
                .build();
        CrossValidator validator = new CrossValidator()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new RegressionEvaluator().setLabelCol("rating"))
                .setNumFolds(2)
                .setSeed(1);
        CrossValidatorModel tuned = validator.fit(ratings);
        PipelineModel best = (PipelineModel) tuned.bestModel();
        GeneralizedCP chosen = (GeneralizedCP) ((GeneralizedCPModel) best.stages()[0]).parent();
        assertThat(chosen.getOrDefault(chosen.regParam())).isEqualTo(0.02);
        String folder = temp.resolve("pipeline").toString();
        best.write().save(folder);
        best.write().overwrite().save(folder);
        PipelineModel loaded = PipelineModel.load(folder);
        assertThat(values(loaded.transform(ratings))).isEqualTo(values(best.transform(ratings)));
        GeneralizedCPModel stage = (GeneralizedCPModel) loaded.stages()[0];
        assertThat(stage.getOrDefault(stage.coldStartStrategy())).isEqualTo("drop");
        assertThat(stage.uid()).isEqualTo(cp.uid());
    }

    @Test
    void an_estimator_is_saved_and_loaded_and_a_model_s_factors_need_no_polyad() throws Exception {
        String folder = temp.resolve("estimator").toString();
        GeneralizedCP cp = threeModes();
        cp.save(folder);
        GeneralizedCP loaded = GeneralizedCP.load(folder);
        // an array is printed by its identity
        assertThat(loaded.explainParams().replaceAll("current: \\[L[^)]*", ""))
                .isEqualTo(cp.explainParams().replaceAll("current: \\[L[^)]*", ""));
        assertThat(loaded.modes()).containsExactly("user", "title", "month");
        GeneralizedCPModel model = loaded.fit(ratings);
        String saved = temp.resolve("model").toString();
        model.save(saved);
        Row row = spark.read()
                .parquet(saved + "/factors/mode=1")
                .where("label = 'film 3'")
                .first();
        int index = Arrays.asList(model.labels(1)).indexOf("film 3");
        assertThat(row.<Double>getList(row.fieldIndex("row")).get(0))
                .isEqualTo(model.ktensor().factor(1).at(index, 0));
        assertThatThrownBy(() -> GeneralizedCP.load(saved))
                .hasMessageContaining("GeneralizedCPModel, not a org.polyad.spark.ml.GeneralizedCP");
    }

    @Test
    void bad_columns_and_values_are_named() {
        GeneralizedCP cp = new GeneralizedCP();
        refused(cp, ratings.drop("item"), "there is no column item; the columns are user, title");
        refused(cp, ratings.withColumnRenamed("title", "user"), "there are 2 columns named user");
        refused(cp, ratings.selectExpr("user", "item", "'five' as rating"), "column rating should hold numbers");
        refused(cp, ratings.selectExpr("user", "array(item) as item", "rating"), "column item should hold labels");
        refused(
                cp,
                ratings.selectExpr("user", "item", "rating", "1 as prediction"),
                "column prediction exists already");
        refused(cp, ratings.where("false"), "the data have no rows");
        refused(cp, ratings.selectExpr("nullif(user, 106) as user", "item", "rating"), "column user has a null");
        refused(cp, ratings.selectExpr("user", "item", "cast('NaN' as double) as rating"), "column rating has NaN");
        refused(cp, ratings.union(ratings.limit(1)), "user=");
        refused(
                cp.copy(ParamMap.empty()).setLoss("poisson"),
                ratings.selectExpr("user", "item", "-1 as rating"),
                "user=");
        refused(threeModes().setModeCols(new String[] {"user", "user"}), ratings, "each once, found [user, user]");
        GeneralizedCPModel model = cp.fit(ratings);
        assertThatThrownBy(() -> model.transform(ratings.drop("user"))).hasMessageContaining("no column user");
        assertThatThrownBy(() -> model.transform(ratings.selectExpr("cast(null as int) as user", "item"))
                        .collect())
                .hasRootCauseMessage("column user has a null, where a label is needed");
    }

    private static void refused(GeneralizedCP cp, Dataset<Row> rows, String message) {
        assertThatThrownBy(() -> cp.fit(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_best_items_come_in_the_schema_of_als_with_ids_of_their_types() {
        GeneralizedCPModel model = threeModes().fit(ratings);
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
        Dataset<Row> asked = spark.createDataset(Arrays.asList(free), org.apache.spark.sql.Encoders.STRING())
                .selectExpr("value as title", "112 as user", "'2' as month");
        List<Row> best = model.transform(asked)
                .orderBy(org.apache.spark.sql.functions.desc("prediction"))
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
        assertThat(rmse(more.transform(old))).isEqualTo(rmse(model.transform(old)));
        assertThat(rmse(more.transform(fresh))).isLessThan(1.2 * rmse(model.transform(old)) + 0.02);
        // a user of the training data gets the row that the fit ended with
        GeneralizedCPModel again = model.foldIn("user", old.where("user = 103"), "rating");
        Dataset<Row> known = old.where("user = 103");
        assertThat(rmse(again.transform(known))).isCloseTo(rmse(model.transform(known)), within(2e-2));
        String saved = temp.resolve("model").toString();
        model.save(saved);
        List<Row> rows = new FoldInRows()
                .setModelPath(saved)
                .setModeCol("user")
                .setValueCol("rating")
                .transform(fresh)
                .collectAsList();
        int at =
                Arrays.asList(more.labels(0)).indexOf(String.valueOf(rows.get(0).getInt(0)));
        assertThat(rows.get(0).<Double>getList(1).get(1))
                .isEqualTo(more.ktensor().factor(0).at(at, 1));
    }

    @Test
    void nothing_stays_cached_after_a_fit() {
        int before = spark.sparkContext().getPersistentRDDs().size();
        new GeneralizedCP().setRank(2).setMaxIter(2).fit(ratings);
        new GeneralizedCP().setRank(2).setMaxIter(2).setEngine("spark").fit(ratings);
        assertThat(spark.sparkContext().getPersistentRDDs().size()).isEqualTo(before);
    }
}
