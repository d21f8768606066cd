package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.io.FileUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What columns may be, and that stages keep what they were told. */
class StagesTest {
    private static SparkSession spark;
    private static Dataset<Row> ratings;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        spark = GeneralizedCPTest.session();
        ratings = GeneralizedCPTest.ratings(spark);
    }

    @Test
    void ids_of_any_type_are_found_again_in_other_types_and_capitals() {
        Dataset<Row> ids = ratings.selectExpr(
                "user",
                "5000000000 + item as item",
                "cast(rating as decimal(9, 6)) as rating",
                "timestamp_seconds(86400 * item) as day",
                "cast(item as decimal(5, 2)) / 4 as share",
                "if(item = 3, 'NaN', title) as title");
        Dataset<Row> parts = ids.union(ids.where("false")).repartition(1).union(ids.where("user < 0"));
        GeneralizedCPModel model =
                new GeneralizedCP().setUserCol("USER").setRank(2).setMaxIter(3).fit(parts);
        double known = GeneralizedCPTest.rmse(model.transform(ids));
        assertThat(GeneralizedCPTest.rmse(
                        model.transform(ids.selectExpr("cast(user as double) as User", "item", "rating"))))
                .isEqualTo(known);
        assertThat(GeneralizedCPTest.rmse(
                        model.transform(ids.selectExpr("cast(user as string) as user", "item", "rating"))))
                .isEqualTo(known);
        Dataset<Row> odd = spark.sql("select 100.5D as user, 5000000005D as item union all select 1e300D, 5000000005D");
        assertThat(GeneralizedCPTest.values(model.transform(odd))).containsOnly(Double.NaN);
        GeneralizedCPModel more =
                model.foldIn("USER", spark.sql("select 7.0D as user, 5000000003D item, 4 rating"), "rating");
        assertThat(more.labels(0)).hasSize(41).endsWith("7");
        assertThat(more.recommendForAllUsers(2).where("USER = 7").count()).isEqualTo(1);
        assertThatThrownBy(() -> model.foldIn("USER", odd.selectExpr("user", "item", "1 as rating"), "rating"))
                .hasMessageStartingWith("column USER has 1")
                .hasMessageEndingWith("but the labels of the model are of type int");
        for (String column : new String[] {"day", "share", "title"}) {
            GeneralizedCP cp = new GeneralizedCP()
                    .setItemCol(column)
                    .setRank(2)
                    .setMaxIter(3)
                    .setPlaceCol("place");
            GeneralizedCPModel fitted = cp.fit(ids);
            assertThat(fitted.labels(1)).hasSize(30);
            Dataset<Row> made = fitted.transform(ids);
            assertThat(GeneralizedCPTest.rmse(made)).as(column).isFinite();
            assertThat(made.schema()).isEqualTo(fitted.transformSchema(ids.schema()));
            assertThat(fitted.recommendForAllUsers(3)
                            .selectExpr("recommendations[0]." + column)
                            .schema()
                            .apply(0)
                            .dataType())
                    .isEqualTo(ids.schema().apply(column).dataType());
            assertThat(fitted.recommendForAllUsers(30)
                            .selectExpr("explode(recommendations) as r")
                            .where("r." + column + " is null")
                            .count())
                    .isZero();
        }
    }

    @Test
    void columns_that_differ_in_capitals_alone_are_two_where_the_session_says_so() throws Exception {
        Dataset<Row> twins = ratings.selectExpr("user", "item", "rating").toDF("id", "ID", "rating");
        GeneralizedCP cp =
                new GeneralizedCP().setUserCol("id").setItemCol("ID").setRank(2).setMaxIter(3);
        assertThatThrownBy(() -> cp.fit(twins)).hasMessageStartingWith("there are 2 columns named id");
        GeneralizedCPModel plain = new GeneralizedCP().setRank(2).setMaxIter(3).fit(ratings);
        double known = GeneralizedCPTest.rmse(plain.transform(ratings));
        spark.conf().set("spark.sql.caseSensitive", "true");
        try {
            GeneralizedCPModel model = cp.setPredictionCol("Rating").fit(twins);
            assertThat(GeneralizedCPTest.rmse(model.transform(twins).withColumnRenamed("Rating", "prediction")))
                    .isEqualTo(known);
            String saved = temp.resolve("twins").toString();
            model.save(saved);
            Dataset<Row> lists =
                    new RecommendItems().setModelPath(saved).setNumItems(2).transform(twins);
            assertThat(lists.selectExpr("recommendations[0].ID").count()).isEqualTo(ratings.count());
            assertThat(model.recommendForAllUsers(1)
                            .selectExpr("id", "recommendations[0].ID")
                            .count())
                    .isEqualTo(40);
            assertThatThrownBy(() -> model.transform(twins.withColumnRenamed("ID", "Id")))
                    .hasMessageStartingWith("there is no column ID");
        } finally {
            spark.conf().set("spark.sql.caseSensitive", "false");
        }
    }

    @Test
    void lists_without_length_are_refused_at_the_call() {
        GeneralizedCPModel model = new GeneralizedCP().setRank(1).setMaxIter(1).fit(ratings);
        List<Executable> calls = List.of(
                () -> model.recommendForAllUsers(0),
                () -> model.recommendForAllItems(-1),
                () -> model.recommendForUserSubset(ratings, 0),
                () -> model.recommendForItemSubset(ratings, 0),
                () -> model.topK(0),
                () -> model.scoreTopK(0),
                () -> new RecommendItems().setNumItems(0));
        for (Executable call : calls) {
            assertThatThrownBy(call::execute).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> model.recommendForAllItems(-1))
                .hasMessage("the number of items must be 1 or more, found -1");
    }

    @Test
    void a_schema_needs_no_factors_and_a_model_is_read_where_it_changed() throws Exception {
        GeneralizedCPModel model = GeneralizedCPTest.threeModes().setMaxIter(2).fit(ratings);
        String saved = temp.resolve("model").toString();
        model.save(saved);
        RecommendItems items = new RecommendItems().setModelPath(saved).setNumItems(2);
        FoldInRows folding =
                new FoldInRows().setModelPath(saved).setModeCol("user").setValueCol("rating");
        Dataset<Row> lists = items.transform(ratings.limit(3));
        assertThat(items.transformSchema(ratings.schema())).isEqualTo(lists.schema());
        GeneralizedCPModel other = GeneralizedCPTest.threeModes()
                .setMaxIter(2)
                .setSeed(5)
                .setRank(1)
                .fit(ratings);
        other.write().overwrite().save(saved);
        assertThat(items.transform(ratings.limit(1)).first().getList(6))
                .isEqualTo(new RecommendItems()
                        .setModelPath(saved)
                        .setNumItems(2)
                        .transform(ratings.limit(1))
                        .first()
                        .getList(6));
        long before = broadcasts();
        for (int k = 0; k < 3; k++) {
            items.transform(ratings.limit(3));
        }
        // the model was sent already
        assertThat(broadcasts() - before).isEqualTo(1);
        FileUtils.deleteDirectory(new File(saved, "factors"));
        assertThat(items.transformSchema(ratings.schema())).isEqualTo(lists.schema());
        assertThat(folding.transformSchema(ratings.schema()).fieldNames()).containsExactly("user", "features");
        // what was read stays good
        assertThat(items.transform(ratings.limit(3)).count()).isEqualTo(3);
        assertThatThrownBy(() -> folding.transform(ratings)).hasMessageContaining("factors");
    }

    /** The number of the next broadcast. */
    private static long broadcasts() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(1)
                .id();
    }

    @Test
    void a_model_is_sent_once_and_again_where_executors_dropped_it() {
        GeneralizedCPModel model = GeneralizedCPTest.threeModes()
                .setMaxIter(2)
                .setPlaceCol("place")
                .fit(ratings);
        long before = broadcasts();
        Dataset<Row> first = model.transform(ratings);
        for (int k = 0; k < 3; k++) {
            model.copy(ParamMap.empty()).transform(ratings);
            model.recommendForAllUsers(3);
            model.recommendForAllItems(3);
        }
        // one of the model, one of the counting itself
        assertThat(broadcasts() - before).isEqualTo(2);
        List<Row> rows = first.collectAsList();
        model.unpersist();
        assertThat(first.collectAsList()).isEqualTo(rows);
        assertThat(model.transform(ratings).collectAsList()).isEqualTo(rows);
        model.unpersist();
        model.unpersist();
    }

    /** A value other than the default for a param of any type. */
    private static Object another(Object value, String name) {
        if (value instanceof Boolean is) {
            return !is;
        }
        if (value instanceof Integer number) {
            return number + 3;
        }
        if (value instanceof Long number) {
            return number + (1L << 60);
        }
        if (value instanceof Double number) {
            return Double.isInfinite(number) ? 0.1 : number / 3;
        }
        return value instanceof String[]
                ? new String[] {"a", "b.c"}
                : OTHERS.getOrDefault(name, "\u00e4 \"'\\n" + name);
    }

    private static final Map<String, Object> OTHERS = Map.of(
            "regularizationBy", "row",
            "unlisted", "zero",
            "duplicates", "last",
            "engine", "spark",
            "coldStartStrategy", "fallback",
            "metricName", "ndcg",
            "regParams", new double[] {0.1, Double.MIN_VALUE},
            "modeCols", new String[] {"a", "b.c"},
            "intermediateStorageLevel", "DISK_ONLY",
            "finalStorageLevel", "MEMORY_ONLY");

    private <T extends Params & MLWritable> void kept(T stage, Function<String, T> load) throws Exception {
        for (Param<?> param : stage.params()) {
            set(stage, param);
        }
        String folder = temp.resolve(stage.uid()).toString();
        stage.save(folder);
        T loaded = load.apply(folder);
        T copied = (T) stage.copy(ParamMap.empty());
        assertThat(stage.params()).hasSizeGreaterThan(2);
        for (Param<?> param : stage.params()) {
            Object value = stage.get(param).get();
            assertThat(loaded.get(loaded.getParam(param.name())).get())
                    .as(param.name())
                    .isEqualTo(value);
            assertThat(copied.get(copied.getParam(param.name())).get())
                    .as(param.name())
                    .isEqualTo(value);
        }
    }

    private static <V> void set(Params stage, Param<V> param) {
        Object before = stage.isDefined(param) ? stage.getOrDefault(param) : null;
        Object value = OTHERS.containsKey(param.name()) ? OTHERS.get(param.name()) : another(before, param.name());
        stage.set(param, (V) value);
        assertThat(stage.get(param).get()).isNotEqualTo(before);
    }

    @Test
    void every_param_of_every_stage_is_saved_loaded_and_copied() throws Exception {
        kept(new GeneralizedCP(), GeneralizedCP::load);
        kept(new GeneralizedCPEvaluator(), GeneralizedCPEvaluator::load);
        kept(new RecommendItems(), RecommendItems::load);
        kept(new FoldInRows(), FoldInRows::load);
        GeneralizedCPModel model = new GeneralizedCP().setRank(1).setMaxIter(1).fit(ratings);
        kept(model, GeneralizedCPModel::load);
    }
}
