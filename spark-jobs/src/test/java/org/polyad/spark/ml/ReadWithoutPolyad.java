package org.polyad.spark.ml;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads a saved model with Spark alone, and predicts: {@code main} of a JVM that has nothing of Polyad but this class. Arguments: the
 * model's folder, and a label of each mode.
 */
public final class ReadWithoutPolyad {
    private ReadWithoutPolyad() {}

    public static void main(String[] arguments) {
        try {
            Class.forName("org.polyad.model.cp.Ktensor");
            throw new AssertionError("Polyad is on the class path");
        } catch (ClassNotFoundException e) {
            // as it should be
        }
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        Dataset<Row> product = spark.read()
                .option("multiLine", true)
                .json(arguments[0] + "/model.json")
                .select(functions.col("lambda").as("product"));
        for (int n = 0; n + 1 < arguments.length; n++) {
            Dataset<Row> row = spark.read()
                    .parquet(arguments[0] + "/factors/mode=" + n)
                    .where(functions.col("label").equalTo(arguments[n + 1]))
                    .select("row");
            product = product.crossJoin(row).selectExpr("zip_with(product, row, (a, b) -> a * b) as product");
        }
        double m = product.selectExpr("aggregate(product, 0d, (sum, x) -> sum + x)")
                .first()
                .getDouble(0);
        System.out.println("predicted " + m);
        spark.stop();
    }
}
