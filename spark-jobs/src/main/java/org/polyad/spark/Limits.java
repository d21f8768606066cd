package org.polyad.spark;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/** Says before any work that a model is too large for this way of working, which sends whole factor matrices to and fro. */
final class Limits {
    private static final String RESULTS = "spark.driver.maxResultSize";
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    /** The model, the copy being made, and what comes back. */
    private static final int COPIES = 3;

    private Limits() {}

    /** @param heap the driver's memory in bytes */
    static void check(Shape shape, int rank, SparkConf conf, long heap) {
        long stride = FactorMatrix.stride(rank);
        for (int n = 0; n < shape.order(); n++) {
            if (shape.size(n) * stride > LONGEST) {
                throw new IllegalArgumentException("rank " + rank + " makes the factor matrix of mode " + n + " ("
                        + shape.size(n) + " rows) longer than a Java array (2^31 - 1 numbers): the rank may be at most "
                        + LONGEST / shape.size(n) / 4 * 4);
            }
        }
        long bytes = 8 * stride * Arrays.stream(shape.sizes()).asLongStream().sum();
        long results = conf.getSizeAsBytes(RESULTS, "1g");
        if (results > 0 && bytes > results) {
            throw new IllegalArgumentException(
                    "the factor matrices of a " + shape + " tensor at rank " + rank + " take "
                            + size(bytes) + ", but " + RESULTS + " lets only " + size(results)
                            + " come back to the driver: raise it, or lower the rank");
        }
        if (COPIES * bytes > heap) {
            throw new IllegalArgumentException(
                    "the factor matrices of a " + shape + " tensor at rank " + rank + " take "
                            + size(bytes) + ", and the driver, which needs them " + COPIES + " times, has " + size(heap)
                            + ": raise its memory, or lower the rank");
        }
    }

    private static String size(long bytes) {
        return bytes >= 1 << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
