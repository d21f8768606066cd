package org.polyad.deploy;

import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.polyad.spark.ml.GeneralizedCP;

/**
 * A Pipeline with the Estimator, for deploy/platforms: its main, with a CSV file of the columns mode0, mode1 and value, and a place for
 * the Pipeline. Prints the sum of all predictions, of the Pipeline that was read back.
 */
public final class EstimatorRun {
    private EstimatorRun() {}

    public static void main(String[] arguments) throws java.io.IOException {
        SparkSession spark = SparkSession.builder().getOrCreate();
        Dataset<Row> ratings = spark.read()
                .option("header", true)
                .schema("mode0 string, mode1 string, value double")
                .csv(arguments[0]);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new StringIndexer().setInputCol("mode1").setOutputCol("film"),
            new GeneralizedCP()
                    .setModeCols(new String[] {"mode0", "film"})
                    .setValueCol("value")
                    .setUnlisted("missing")
                    .setRank(3)
                    .setMaxIter(5)
                    .setRegParam(0.01)
        });
        pipeline.fit(ratings).write().overwrite().save(arguments[1]);
        Dataset<Row> predicted = PipelineModel.load(arguments[1]).transform(ratings);
        double sum = 0;
        for (Row row : predicted
                .select("mode0", "film", "prediction")
                .orderBy("mode0", "film")
                .collectAsList()) {
            sum += ((Number) row.get(2)).doubleValue();
        }
        System.out.println(predicted.count() + " predictions, their sum is " + sum);
        spark.stop();
    }
}
