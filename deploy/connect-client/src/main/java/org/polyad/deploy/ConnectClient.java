package org.polyad.deploy;

import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.ObjectRef;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connect.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A Pipeline with {@code GeneralizedCP} through Spark Connect, and the lists of its model: its main, with the server's address, a CSV
 * file with the columns mode0, mode1 and value, and a folder for models. Fails where the server does something else than Spark itself.
 */
public final class ConnectClient {
    private static final String STAGES = "org.polyad.spark.ml.";

    private ConnectClient() {}

    public static void main(String[] arguments) {
        String folder = arguments[2];
        try (SparkSession spark = SparkSession.builder().remote(arguments[0]).getOrCreate()) {
            ConnectMl ml = new ConnectMl(spark);
            Dataset<Row> ratings = spark.read()
                    .option("header", true)
                    .schema("mode0 string, mode1 string, value double")
                    .csv(arguments[1]);

            // As PySpark's Pipeline does: stage by stage, each fitted on the server.
            ObjectRef indexer = ml.fit(
                    "org.apache.spark.ml.feature.StringIndexer",
                    Map.of("inputCol", "mode1", "outputCol", "film"),
                    ratings);
            Dataset<Row> indexed = ml.transform(indexer, ratings);
            ObjectRef model = ml.fit(STAGES + "GeneralizedCP", parameters(), indexed);
            Dataset<Row> predicted = ml.transform(model, indexed);
            double sum = sum(predicted);
            System.out.println("fitted through a Pipeline of two stages: " + predicted.count()
                    + " predictions, their sum is " + sum);

            String path = folder + "/model";
            ml.save(model, path);
            ObjectRef loaded = ml.load(STAGES + "GeneralizedCPModel", path);
            check(sum(ml.transform(loaded, indexed)) == sum, "the model that was read back predicts otherwise");
            System.out.println("saved, read back: the same predictions");

            double rmse = ml.evaluate(
                    STAGES + "GeneralizedCPEvaluator", Map.of("metricName", "rmse", "labelCol", "value"), predicted);
            check(rmse > 0 && rmse < 1, "rmse " + rmse);
            System.out.println("evaluator: rmse " + rmse);

            List<Row> lists = ml.transform(
                            STAGES + "RecommendItems",
                            Map.of("modelPath", path, "userCol", "mode0", "itemCol", "film", "numItems", 3),
                            ratings.select("mode0").distinct().limit(5))
                    .collectAsList();
            check(lists.size() == 5 && lists.get(0).getList(1).size() == 3, "lists: " + lists);
            System.out.println("RecommendItems: " + lists.get(0));

            Dataset<Row> newcomer = indexed.limit(20)
                    .withColumn("mode0", functions.lit("newcomer"))
                    .drop("mode1");
            List<Row> rows = ml.transform(
                            STAGES + "FoldInRows",
                            Map.of("modelPath", path, "modeCol", "mode0", "valueCol", "value"),
                            newcomer)
                    .collectAsList();
            check(rows.size() == 1, "rows: " + rows);
            System.out.println("FoldInRows: " + rows.get(0));
        }
    }

    private static Map<String, Object> parameters() {
        return Map.of(
                "modeCols",
                new String[] {"mode0", "film"},
                "valueCol",
                "value",
                "unlisted",
                "missing",
                "rank",
                3,
                "maxIter",
                5,
                "regParam",
                0.01);
    }

    private static double sum(Dataset<Row> predicted) {
        // In order: a sum of doubles depends on it.
        double sum = 0;
        for (Row row : predicted
                .select("mode0", "film", "prediction")
                .orderBy("mode0", "film")
                .collectAsList()) {
            sum += ((Number) row.get(2)).doubleValue();
        }
        return sum;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
