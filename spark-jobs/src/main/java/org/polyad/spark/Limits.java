package org.polyad.spark;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/** Says before any work that a model is too large for this way of working, which sends whole factor matrices to and fro. */
final class Limits {
    private static final String RESULTS = "spark.driver.maxResultSize";
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    /** The model, the copy being made, and what comes back. */
    private static final int COPIES = 3;

    private static final double BLOCK_COPIES = 3;

    /** Spark's own share of the heap for this; the rest is the user's and the system's. */
    private static final double WORK_SHARE = 0.6;

    private Limits() {}

    /** @param heap the driver's memory in bytes */
    static void check(Shape shape, int rank, SparkConf conf, long heap) {
        long stride = FactorMatrix.stride(rank);
        for (int n = 0; n < shape.order(); n++) {
            if (shape.size(n) * stride > LONGEST) {
                throw new InvalidInputException("rank " + rank + " makes the factor matrix of mode " + n + " ("
                        + shape.size(n) + " rows) longer than a Java array (2^31 - 1 numbers): "
                        + (shape.size(n) > LONGEST / 4
                                ? "even at rank 1 it may have at most " + LONGEST / 4 + " rows"
                                : "the rank may be at most " + LONGEST / shape.size(n) / 4 * 4));
            }
        }
        long bytes = 8 * stride * Arrays.stream(shape.sizes()).asLongStream().sum();
        long results = conf.getSizeAsBytes(RESULTS, "1g");
        if (results > 0 && bytes > results) {
            throw new InvalidInputException("the factor matrices of a " + shape + " tensor at rank " + rank + " take "
                    + size(bytes) + ", but " + RESULTS + " lets only " + size(results)
                    + " come back to the driver: raise it" + orLower(rank));
        }
        if (COPIES * bytes > heap) {
            throw new InvalidInputException("the factor matrices of a " + shape + " tensor at rank " + rank + " take "
                    + size(bytes) + ", and the driver, which needs them " + COPIES + " times, has " + size(heap)
                    + ": raise its memory" + orLower(rank));
        }
    }

    private static String orLower(int rank) {
        return rank > 1 ? ", or lower the rank" : "";
    }

    /**
     * Whether a task can sort its partition's entries into blocks: it holds them as they come, sorted, and as blocks.
     *
     * @param heap an executor's memory in bytes
     * @param tasks that run in it at once
     */
    static void checkBlocks(Shape shape, long entries, int partitions, long heap, int tasks) {
        double each = BLOCK_COPIES * (4.0 * shape.order() + 8);
        double bytes = each * entries / partitions;
        double room = WORK_SHARE * heap / tasks;
        if (bytes > room) {
            long enough = (long) Math.ceil(each * entries / room);
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the blocks of %,d entries in %d partitions take a task %s to make, and an executor of %s with %d tasks at once has"
                            + " %s for it: give --partitions %d or more, or --executor-memory",
                    entries,
                    partitions,
                    size((long) bytes),
                    size(heap),
                    tasks,
                    size((long) room),
                    enough));
        }
    }

    /** What an executor has, as far as settings tell: those of a cluster may have more cores than they say. */
    static void checkBlocks(Shape shape, long entries, int partitions, SparkConf conf) {
        boolean local = conf.get("spark.master", "local").startsWith("local");
        long heap = local ? Runtime.getRuntime().maxMemory() : conf.getSizeAsBytes("spark.executor.memory", "1g");
        int tasks = local
                ? Math.min(partitions, Runtime.getRuntime().availableProcessors())
                : conf.getInt("spark.executor.cores", 1);
        checkBlocks(shape, entries, partitions, heap, tasks);
    }

    private static String size(long bytes) {
        return bytes >= 1 << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
