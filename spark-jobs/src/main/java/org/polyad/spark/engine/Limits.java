package org.polyad.spark.engine;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.polyad.InvalidInputException;
import org.polyad.run.HeldOut;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.text.UserText;

/** Says before any work that a model is too large for this way of working, which sends whole factor matrices to and fro. */
public final class Limits {
    private static final String RESULTS = "spark.driver.maxResultSize";
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    /** The model, the copy being made, and what comes back. */
    private static final int COPIES = 3;

    private static final double BLOCK_COPIES = 3;

    /** What comes back, and that in arrays, with the losses of two models. */
    private static final int HELD_OUT_COPIES = 3;

    /** Spark's own share of the heap for this; the rest is the user's and the system's. */
    private static final double WORK_SHARE = 0.6;

    private Limits() {}

    /** @param heap the driver's memory in bytes */
    public static void check(Shape shape, int rank, SparkConf conf, long heap) {
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
                    + UserText.size(bytes) + ", but " + RESULTS + " lets only " + UserText.size(results)
                    + " come back to the driver: raise it" + orLower(rank));
        }
        if (COPIES * bytes > heap) {
            throw new InvalidInputException("the factor matrices of a " + shape + " tensor at rank " + rank + " take "
                    + UserText.size(bytes) + ", and the driver, which needs them " + COPIES + " times, has "
                    + UserText.size(heap)
                    + ": raise its memory" + orLower(rank));
        }
    }

    /**
     * Whether the driver can hold what a model says of each held-out cell, as the comparison of fits cell by cell needs it.
     *
     * @param heap the driver's memory in bytes
     */
    public static void checkHeldOut(long cells, SparkConf conf, long heap) {
        long bytes = HeldOut.BYTES * cells;
        long results = conf.getSizeAsBytes(RESULTS, "1g");
        String what =
                String.format(Locale.ROOT, "the scores of %,d held-out cells take %s, ", cells, UserText.size(bytes));
        if (results > 0 && bytes > results) {
            throw new InvalidInputException(what + "but " + RESULTS + " lets only " + UserText.size(results)
                    + " come back to the driver: raise it, or lower --holdout");
        }
        if (HELD_OUT_COPIES * bytes > heap) {
            throw new InvalidInputException(what + "and the driver, which needs them " + HELD_OUT_COPIES
                    + " times, has " + UserText.size(heap) + ": raise its memory, or lower --holdout");
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
                    UserText.size((long) bytes),
                    UserText.size(heap),
                    tasks,
                    UserText.size((long) room),
                    enough));
        }
    }

    /** What an executor has, as far as settings tell: those of a cluster may have more cores than they say. */
    public static void checkBlocks(Shape shape, long entries, int partitions, SparkConf conf) {
        boolean local = conf.get("spark.master", "local").startsWith("local");
        long heap = local ? Runtime.getRuntime().maxMemory() : conf.getSizeAsBytes("spark.executor.memory", "1g");
        int tasks = local
                ? Math.min(partitions, Runtime.getRuntime().availableProcessors())
                : conf.getInt("spark.executor.cores", 1);
        checkBlocks(shape, entries, partitions, heap, tasks);
    }
}
