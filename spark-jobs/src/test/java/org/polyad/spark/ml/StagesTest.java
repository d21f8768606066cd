package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
