package org.polyad.spark.ml;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListScores;
import org.polyad.run.Trace;

/**
 * Polyad beside MLlib's ALS in one JVM with two cores; prints a line for each run. Run its main with one of
 *
 * <pre>movielens FOLDER | large ROWS RANK ITERATIONS | top RANK | fold FOLDER</pre>
 *
 * FOLDER has MovieLens's ratings as movielens-small-ratings.csv.gz.
 */
public final class AlsComparison {
    private static final int USERS = 100_000;
    private static final int ITEMS = 10_000;

    private final SparkSession spark;

    private AlsComparison(SparkSession spark) {
        this.spark = spark;
    }

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = session();
        // without it ALS overflows the stack at 20 iterations
        spark.sparkContext().setCheckpointDir(Files.createTempDirectory("als").toString());
        AlsComparison comparison = new AlsComparison(spark);
        switch (arguments[0]) {
            case "movielens" -> comparison.movielens(arguments[1]);
            case "large" ->
                comparison.large(
                        Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "top" -> comparison.top(Integer.parseInt(arguments[1]));
            case "fold" -> {
                comparison.fold("generated", comparison.generated(1_200_000, 6000, 2000), 4.3);
                comparison.fold("MovieLens", ratings(spark, arguments[1]), 4);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        spark.stop();
    }

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
    }

    static Dataset<Row> ratings(SparkSession spark, String folder) {
        return spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(folder + "/movielens-small-ratings.csv.gz")
                .selectExpr(
                        "userId as user",
                        "movieId as item",
                        "cast(rating as float) as rating",
                        "date_format(timestamp_seconds(timestamp), 'yyyy-MM') as month",
                        "date_format(timestamp_seconds(timestamp), 'yyyy') as year",
                        "pmod(xxhash64(userId, movieId), 10) as fold")
                .cache();
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    static double rmse(Dataset<Row> predicted) {
        return new RegressionEvaluator().setLabelCol("rating").evaluate(predicted);
    }

    static void say(String format, Object... values) {
        System.out.println("RESULT " + String.format(Locale.ROOT, format, values));
    }

    private void movielens(String folder) {
        Dataset<Row> train = ratings(spark, folder).where("fold > 0").cache();
        Dataset<Row> test = ratings(spark, folder).where("fold = 0").cache();
        say("train %d, test %d", train.count(), test.count());
        for (int run = 0; run < 3; run++) {
            ALS als = new ALS()
                    .setRank(16)
                    .setRegParam(0.1)
                    .setMaxIter(20)
                    .setColdStartStrategy("drop")
                    .setSeed(run);
            ALSModel[] theirs = new ALSModel[1];
            double time = seconds(() -> theirs[0] = als.fit(train));
            say("ALS, 20 iterations: %.2f s, rmse %.4f", time, rmse(theirs[0].transform(test)));
            for (int most : new int[] {20, 100}) {
                GeneralizedCP cp = new GeneralizedCP()
                        .setRank(16)
                        .setRegParam(0.1)
                        .setMaxIter(most)
                        .setTol(most == 20 ? 0 : 1e-5)
                        .setColdStartStrategy("drop")
                        .setSeed(run + 1);
                GeneralizedCPModel[] ours = new GeneralizedCPModel[1];
                time = seconds(() -> ours[0] = cp.fit(train));
                say(
                        "Polyad, %d iterations: %.2f s, rmse %.4f",
                        ours[0].objectiveHistory().length, time, rmse(ours[0].transform(test)));
            }
        }
    }

    /** Ratings of users by items: popularity is skewed, tastes of rank 8, noise of 0.3. */
    private Dataset<Row> generated(long rows) {
        return generated(rows, USERS, ITEMS);
    }

    private Dataset<Row> generated(long rows, int users, int items) {
        String taste = "";
        for (int r = 0; r < 8; r++) {
            taste += " + sin(" + (r + 1) + ".7 * user + " + r + ") * cos(" + (r + 2) + ".3 * item)";
        }
        return spark.range(0, rows, 1, 4)
                .selectExpr(
                        "id",
                        "cast(pmod(xxhash64(id, 1), " + users + ") as int) as user",
                        "cast(" + items + " * pow(rand(5), 2) as int) as item")
                .selectExpr(
                        "user",
                        "item",
                        "cast(3.5" + taste.replace("sin", "0.3 * sin") + " + 0.3 * randn(9) as float) as rating")
                .dropDuplicates("user", "item")
                .cache();
    }

    /**
     * Seconds an iteration, and to the same error. Ours says both of each iteration; ALS only of whole fits, so that two of them are
     * subtracted, after one that warms up the JVM.
     */
    private void large(long rows, int rank, int iterations) {
        Dataset<Row> ratings = generated(rows);
        long count = ratings.count();
        Dataset<Row> few = ratings.sample(0.02, 1).cache();
        GeneralizedCP cp = new GeneralizedCP().setRank(rank).setRegParam(0.02).setTol(0);
        ALS als = new ALS().setRank(rank).setRegParam(0.02);
        cp.setMaxIter(3).fit(few);
        als.setMaxIter(3).fit(few);
        // ours before theirs, whose blocks would fill the heap
        GeneralizedCPModel[] ours = new GeneralizedCPModel[1];
        double time = seconds(() -> ours[0] = cp.setMaxIter(1 + iterations).fit(ratings));
        List<Trace> trace = ours[0].stored().trace();
        double start = time - trace.get(iterations).seconds();
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k <= iterations; k++) {
            double end = trace.get(k).seconds();
            best = k == 0 ? best : Math.min(best, end - trace.get(k - 1).seconds());
            say(
                    "Polyad, rank %d, %d ratings: rmse %.4f after %d iterations and %.1f s",
                    rank, count, Math.sqrt(trace.get(k).objective() / count), k + 1, start + end);
        }
        say("Polyad, rank %d: the shortest iteration took %.2f s", rank, best);
        System.gc();
        ALSModel[] theirs = new ALSModel[1];
        double one = seconds(() -> theirs[0] = als.setMaxIter(1).fit(ratings));
        double all = seconds(() -> theirs[0] = als.setMaxIter(1 + iterations).fit(ratings));
        say(
                "ALS, rank %d: %.2f s an iteration, %.1f s in all for %d, rmse %.4f",
                rank, (all - one) / iterations, all, 1 + iterations, rmse(theirs[0].transform(ratings)));
    }

    private void top(int rank) {
        Dataset<Row> ratings = generated(1_000_000);
        GeneralizedCPModel ours =
                new GeneralizedCP().setRank(rank).setMaxIter(2).setTol(0).fit(ratings);
        ALSModel theirs = new ALS().setRank(rank).setMaxIter(2).fit(ratings);
        for (int run = 0; run < 2; run++) {
            say(
                    "Polyad, rank %d: top 10 of all users in %.1f s",
                    rank, seconds(() -> consume(ours.recommendForAllUsers(10))));
        }
        say(
                "ALS, rank %d: top 10 of all users in %.1f s",
                rank, seconds(() -> consume(theirs.recommendForAllUsers(10))));
    }

    /** Lists for users that the fit has not seen, a sixth of all, beside those of the others; half of each one's ratings is to be found. */
    private void fold(String name, Dataset<Row> ratings, double relevantFrom) {
        Dataset<Row> known =
                ratings.where("pmod(xxhash64(user, item, 3), 2) = 0").cache();
        Dataset<Row> test =
                ratings.where("pmod(xxhash64(user, item, 3), 2) = 1").cache();
        String fresh = "pmod(xxhash64(user, 4), 6) = 0";
        for (boolean biases : new boolean[] {false, true}) {
            GeneralizedCP cp = new GeneralizedCP()
                    .setRank(8)
                    .setRegParam(0.1)
                    .setBiases(biases)
                    .setMaxIter(30);
            GeneralizedCPModel model = cp.fit(known.where("not (" + fresh + ")"));
            Dataset<Row> newcomers = known.where(fresh).cache();
            GeneralizedCPModel[] more = new GeneralizedCPModel[1];
            long users = newcomers.select("user").distinct().count();
            double time = seconds(() -> more[0] = model.foldIn("user", newcomers, "rating"));
            GeneralizedCPModel all = cp.fit(known);
            say(
                    "%s%s: %d users folded in in %.2f s; %s; in training %s; had they been in it %s",
                    name,
                    biases ? " with biases" : "",
                    users,
                    time,
                    quality(more[0], known, test.where(fresh), relevantFrom),
                    quality(model, known, test.where("not (" + fresh + ")"), relevantFrom),
                    quality(all, known, test.where(fresh), relevantFrom));
        }
    }

    static String quality(GeneralizedCPModel model, Dataset<Row> known, Dataset<Row> test, double relevantFrom) {
        ListScores scores =
                model.scoreTopK(10).relevantFrom(relevantFrom).excluding(known).on(test, "rating");
        double rmse = rmse(model.setColdStartStrategy("drop").transform(test));
        return String.format(
                Locale.ROOT,
                "ndcg@10 %.4f, precision@10 %.4f, rmse %.4f (%d lists)",
                scores.values().get(ListMetric.NDCG),
                scores.values().get(ListMetric.PRECISION),
                rmse,
                scores.lists());
    }

    private static void consume(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }
}
