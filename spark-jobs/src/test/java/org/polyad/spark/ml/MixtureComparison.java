package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Planted mixtures of spherical Gaussians by moments beside MLlib's GaussianMixture in one JVM with two cores; prints a line for each
 * run. The error is the distance of the found means from the planted ones, relative to the spread of those. Run its main with
 *
 * <pre>FEATURES COMPONENTS SAMPLES [mllib]</pre>
 */
public final class MixtureComparison {
    private static final int SEEDS = 5;

    private MixtureComparison() {}

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        int d = Integer.parseInt(arguments[0]);
        int k = Integer.parseInt(arguments[1]);
        int n = Integer.parseInt(arguments[2]);
        Random random = new Random(1);
        double[][] means = new double[k][d];
        double[] sigma = new double[k];
        for (int r = 0; r < k; r++) {
            Arrays.setAll(means[r], i -> 2 * random.nextGaussian());
            sigma[r] = 0.5 + random.nextDouble();
        }
        Dataset<Row> samples = samples(spark, means, sigma, n).cache();
        samples.count();
        for (int steps : new int[] {0, 20}) {
            MomentGaussianMixture mixture = new MomentGaussianMixture().setK(k).setMaxIter(steps);
            MomentGaussianMixtureModel model = timed("moments, steps " + steps, () -> mixture.fit(samples));
            say("  error %.4f", error(means, model.means()));
        }
        for (int seed = 1; seed <= SEEDS && arguments.length > 3; seed++) {
            GaussianMixture mixture = new GaussianMixture().setK(k).setSeed(seed);
            GaussianMixtureModel model = timed("MLlib, seed " + seed, () -> mixture.fit(samples));
            Vector[] found = Arrays.stream(model.gaussians()).map(g -> g.mean()).toArray(Vector[]::new);
            say("  error %.4f", error(means, found));
        }
        spark.stop();
    }

    private static Dataset<Row> samples(SparkSession spark, double[][] means, double[] sigma, int n) {
        Random random = new Random(2);
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            int h = random.nextInt(means.length);
            double[] x = means[h].clone();
            for (int i = 0; i < x.length; i++) {
                x[i] += sigma[h] * random.nextGaussian();
            }
            rows.add(RowFactory.create(Vectors.dense(x)));
        }
        return spark.createDataFrame(rows, new StructType().add("features", SQLDataTypes.VectorType()))
                .repartition(2);
    }

    private static double error(double[][] means, Vector[] found) {
        double error = 0;
        double spread = 0;
        for (double[] mean : means) {
            Vector planted = Vectors.dense(mean);
            double least = Double.POSITIVE_INFINITY;
            for (Vector one : found) {
                least = Math.min(least, Vectors.sqdist(planted, one));
            }
            error += least;
            for (int i = 0; i < mean.length; i++) {
                double average = 0;
                for (double[] other : means) {
                    average += other[i] / means.length;
                }
                spread += (mean[i] - average) * (mean[i] - average);
            }
        }
        return Math.sqrt(error / spread);
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say("%s: %.1f s", what, (System.nanoTime() - start) / 1e9);
        return result;
    }

    private static void say(String format, Object... values) {
        System.out.println("RESULT " + String.format(Locale.ROOT, format, values));
    }
}
