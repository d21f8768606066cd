package org.polyad.spark.moments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.polyad.spark.KryoRegistrator;

/** Documents of 60 words' vocabulary on 3 topics: topic r draws two of three words from its own twenty, evenly, and one from all. */
public final class PlantedDocuments {
    public static final int WORDS = 60;

    private PlantedDocuments() {}

    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", KryoRegistrator.class.getName())
                .getOrCreate();
    }

    /** Counts of words, a document each. */
    public static List<double[]> counts(int documents, int length, long seed) {
        Random random = new Random(seed);
        List<double[]> all = new ArrayList<>();
        for (int d = 0; d < documents; d++) {
            double[] counts = new double[WORDS];
            double own = random.nextDouble();
            int first = random.nextInt(3);
            for (int t = 0; t < length; t++) {
                int topic = random.nextDouble() < own ? first : (first + 1) % 3;
                counts[random.nextInt(3) < 2 ? 20 * topic + random.nextInt(20) : random.nextInt(WORDS)]++;
            }
            all.add(counts);
        }
        return all;
    }

    /** Columns {@code id} and {@code features}. */
    public static Dataset<Row> dataset(SparkSession spark, int documents, int length, long seed) {
        List<Row> rows = new ArrayList<>();
        for (double[] counts : counts(documents, length, seed)) {
            rows.add(RowFactory.create(rows.size(), Vectors.dense(counts).compressed()));
        }
        return spark.createDataFrame(
                rows, new StructType().add("id", "int").add("features", SQLDataTypes.VectorType()));
    }
}
