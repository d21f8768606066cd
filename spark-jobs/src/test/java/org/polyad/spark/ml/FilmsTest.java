package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListScores;

/**
 * The README's way with ratings, from end to end: a hundred users of MovieLens where POLYAD_DATA has it, and ratings of the same columns made here
 * elsewhere.
 */
class FilmsTest {
    @TempDir
    Path temp;

    private final SparkSession spark = GeneralizedCPTest.session();

    /** Columns user, title, month, rating, timestamp. */
    private Dataset<Row> ratings() {
        String folder = System.getenv("POLYAD_DATA");
        if (folder == null || !Files.exists(Path.of(folder, "movielens-small-ratings.csv.gz"))) {
            return spark.range(60 * 80)
                    .where("hash(id) % 3 = 0")
                    .selectExpr("cast(id / 80 as int) as u", "cast(id % 80 as int) as f", "id")
                    .selectExpr(
                            "u as user",
                            "concat('Film ', f, ' (19', f, ')') as title",
                            "concat('2001-0', 1 + pmod(hash(id, 3), 8)) as month",
                            "3.5 + 0.5 * sin(u) + 0.8 * cos(f) + sin(2 * u) * cos(3 * f) as rating",
                            "pmod(hash(id, 5), 100000) as timestamp")
                    .cache();
        }
        Dataset<Row> films = csv(folder + "/movielens-small-movies.csv.gz");
        return csv(folder + "/movielens-small-ratings.csv.gz")
                .where("userId <= 100")
                .join(films, "movieId")
                .selectExpr(
                        "userId as user",
                        "title",
                        "date_format(timestamp_seconds(timestamp), 'yyyy-MM') as month",
                        "rating",
                        "timestamp")
                // two films share a title in a few cases
                .dropDuplicates("user", "title")
                .cache();
    }

    private Dataset<Row> csv(String file) {
        return spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .option("escape", "\"")
                .csv(file);
    }

    @Test
    void train_tune_evaluate_recommend_fold_in_save_and_load_without_polyad() throws Exception {
        Dataset<Row> ratings = ratings();
        Splits.Split split = Splits.leaveLastOut(ratings, "user", "timestamp");
        Dataset<Row> train = split.train().cache();
        Dataset<Row> test = split.test().cache();
        GeneralizedCPModel model = tuned(train);
        assertThat(model.labels(1)[0]).isInstanceOf(String.class);

        Dataset<Row> predicted = model.transform(test);
        double rmse = new GeneralizedCPEvaluator().setItemCol("title").evaluate(predicted);
        double spread = test.selectExpr("stddev(rating)").first().getDouble(0);
        assertThat(rmse).isLessThan(spread);
        ListScores lists = model.scoreTopK(10).relevantFrom(4).excluding(train).on(test, "rating");
        assertThat(lists.lists()).isPositive();
        double byPlaces = new GeneralizedCPEvaluator()
                .setItemCol("title")
                .setMetricName("ndcg")
                .setRelevantFrom(4)
                .evaluate(predicted);
        assertThat(lists.values().get(ListMetric.NDCG)).isCloseTo(byPlaces, within(1e-12));

        recommends(model, train);
        foldsIn(model, ratings);
        loadsWithoutPolyad(model, train.first());
    }

    private static GeneralizedCPModel tuned(Dataset<Row> train) {
        GeneralizedCP cp = new GeneralizedCP()
                .setModeCols(new String[] {"user", "title", "month"})
                .setValueCol("rating")
                .setUnlisted("missing")
                .setRank(2)
                .setBiases(true)
                .setMaxIter(8)
                .setPlaceCol("place")
                .setColdStartStrategy("drop");
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(cp.regParam(), new double[] {0.05, 20})
                .build();
        TrainValidationSplitModel tuned = new TrainValidationSplit()
                .setEstimator(cp)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new GeneralizedCPEvaluator().setItemCol("title"))
                .setTrainRatio(0.9)
                .setSeed(1)
                .fit(train);
        assertThat(tuned.validationMetrics()[0]).isLessThan(tuned.validationMetrics()[1]);
        return (GeneralizedCPModel) tuned.bestModel();
    }

    private void recommends(GeneralizedCPModel model, Dataset<Row> train) {
        int user = train.first().getAs("user");
        Dataset<Row> asked = spark.sql("select " + user + " as user");
        Row list = model.topK(5).items("title").excluding(train).forUsers(asked).first();
        List<Row> titles = list.getList(1);
        List<String> had = train.where("user = " + user).select("title").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        assertThat(titles).hasSize(5);
        assertThat(titles).noneMatch(title -> had.contains(title.getString(0)));
    }

    /** A user with the ratings of another one is predicted what that one is. */
    private void foldsIn(GeneralizedCPModel model, Dataset<Row> ratings) {
        int user = ratings.first().getAs("user");
        Dataset<Row> fresh = ratings.where("user = " + user).selectExpr("-1 as user", "title", "month", "rating");
        GeneralizedCPModel more = model.foldIn("user", fresh, "rating");
        assertThat(more.labels(0)).hasSize(model.labels(0).length + 1);
        GeneralizedCPEvaluator rmse = new GeneralizedCPEvaluator().setItemCol("title");
        double spread = fresh.selectExpr("stddev(rating)").first().getDouble(0);
        assertThat(rmse.evaluate(more.transform(fresh))).isLessThan(spread);
    }

    private void loadsWithoutPolyad(GeneralizedCPModel model, Row row) throws Exception {
        String saved = temp.resolve("films").toString();
        model.write().overwrite().save(saved);
        Path alone = temp.resolve("classes/org/polyad/spark/ml/ReadWithoutPolyad.class");
        Files.createDirectories(alone.getParent());
        try (var in = ReadWithoutPolyad.class.getResourceAsStream("ReadWithoutPolyad.class")) {
            Files.copy(in, alone);
        }
        String jars = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("polyad"))
                .collect(Collectors.joining(File.pathSeparator));
        java.util.ArrayList<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of(
                "-cp",
                temp.resolve("classes") + File.pathSeparator + jars,
                ReadWithoutPolyad.class.getName(),
                saved,
                row.getAs("user").toString(),
                row.getAs("title"),
                row.getAs("month")));
        File out = temp.resolve("out").toFile();
        File err = temp.resolve("err").toFile();
        int code = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(err.toPath())).isZero();
        String said = Files.readString(out.toPath());
        double alike = Double.parseDouble(
                said.substring(said.indexOf("predicted ") + 10).strip());
        Dataset<Row> one = spark.createDataFrame(List.of(row), row.schema());
        double here = GeneralizedCPModel.load(saved).transform(one).first().getAs("prediction");
        assertThat(alike).isCloseTo(here, within(1e-9));
    }
}
