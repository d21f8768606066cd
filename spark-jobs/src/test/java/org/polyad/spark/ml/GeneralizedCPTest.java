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
import org.apache.spark.ml.param.Param;
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

    static double rmse(Dataset<Row> predicted) {
        return new RegressionEvaluator()
                .setLabelCol("rating")
                .setPredictionCol("prediction")
                .evaluate(predicted);
    }

    @Test
    void in_place_of_als_it_reaches_the_same_fit_from_the_same_params() {
        ALS als = new ALS().setRank(2).setRegParam(0.1).setMaxIter(6).setNumBlocks(1);
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
        Dataset<Row> counts = ratings.where("user < 160")
                .selectExpr("user", "item", "round(exp(rating) / 10) as rating")
                .where("rating > 0")
                .cache();
        ALS als = new ALS()
                .setRank(1)
                .setRegParam(0.1)
                .setMaxIter(24)
                .setNumBlocks(1)
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
        double[] here = ours.setMaxIter(2).fit(counts).objectiveHistory();
        assertThat(ours.setEngine("spark").fit(counts).objectiveHistory()[1])
                .isCloseTo(here[1], within(1e-9 * here[1]));
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

    static GeneralizedCP threeModes() {
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
        // a user weighs as much as it has ratings
        Dataset<Row> every = ratings.selectExpr("user", "5 as item");
        double mean = values(model.transform(every)).stream()
                .mapToDouble(x -> x)
                .average()
                .orElseThrow();
        assertThat(values(model.setColdStartStrategy("fallback").transform(asked))
                        .get(1))
                .isCloseTo(mean, within(1e-9));
    }

    static List<Double> values(Dataset<Row> predicted) {
        return predicted.collectAsList().stream()
                .map(row -> row.getDouble(row.fieldIndex("prediction")))
                .toList();
    }

    @Test
    void a_pipeline_is_tuned_saved_and_loaded() throws Exception {
        GeneralizedCP cp = new GeneralizedCP().setMaxIter(10).setColdStartStrategy("drop");
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
                .setParallelism(2)
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
        refused(
                cp,
                ratings.selectExpr("user", "item", "nullif(rating, rating) as rating"),
                "column rating has a null, where a finite number is needed");
        refused(
                cp,
                ratings.selectExpr("user", "if(item = 3, double('NaN'), item) as item", "rating"),
                "column item has NaN, where a label is needed");
        refused(
                cp.copy(ParamMap.empty()).setWeightCol("w"),
                ratings.selectExpr("user", "item", "rating", "if(user = 106, -2, 1) as w"),
                "a weight must be 0 or more, but column w has -2.0");
        refused(
                cp.copy(ParamMap.empty()).setWeightCol("w"),
                ratings,
                "there is no column w; the columns are user, item, title");
        refused(cp, ratings.union(ratings.limit(1)), "user=");
        refused(cp, ratings.union(ratings.limit(1)), "in column rating; duplicates sum, mean or last would take it");
        refused(
                cp,
                ratings.selectExpr("user", "item", "rating", "1 as Prediction"),
                "column prediction exists already");
        refused(cp, ratings.selectExpr("struct(user) as r", "item", "rating"), "there is no column user");
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
    void a_line_of_als_takes_all_its_params_and_a_fit_goes_on_from_a_model() throws Exception {
        GeneralizedCP cp = new GeneralizedCP()
                .setUserCol("user")
                .setItemCol("item")
                .setRatingCol("rating")
                .setRank(2)
                .setMaxIter(40)
                .setNumBlocks(3)
                .setNumUserBlocks(3)
                .setNumItemBlocks(3)
                .setBlockSize(128)
                .setCheckpointInterval(5)
                .setIntermediateStorageLevel("MEMORY_ONLY")
                .setFinalStorageLevel("NONE")
                .setSeed(3);
        assertThatThrownBy(() -> cp.setIntermediateStorageLevel("SOMEWHERE"))
                .isInstanceOf(IllegalArgumentException.class);
        for (Param<?> param : new ALS().params()) {
            assertThat(cp.hasParam(param.name())).as(param.name()).isTrue();
        }
        String saved = temp.resolve("model").toString();
        GeneralizedCPModel first = cp.fit(ratings.where("user < 205"));
        first.save(saved);
        GeneralizedCPModel warm = cp.setInitialModelPath(saved).fit(ratings);
        double end = warm.objectiveHistory()[warm.objectiveHistory().length - 1];
        cp.clear(cp.initialModelPath());
        double cold = cp.setMaxIter(1).fit(ratings).objectiveHistory()[0];
        assertThat(warm.objectiveHistory()[0]).isLessThan(1.2 * end).isLessThan(cold);
    }

    @Test
    void nothing_stays_cached_after_a_fit() {
        int before = spark.sparkContext().getPersistentRDDs().size();
        new GeneralizedCP().setRank(2).setMaxIter(2).fit(ratings);
        new GeneralizedCP().setRank(2).setMaxIter(2).setEngine("spark").fit(ratings);
        assertThat(spark.sparkContext().getPersistentRDDs().size()).isEqualTo(before);
    }
}
