package org.polyad.spark.ml.moments;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.polyad.moments.LocalPasses;
import org.polyad.moments.Passes;
import org.polyad.parallel.Threads;
import org.polyad.spark.moments.SparkPasses;
import org.polyad.spark.session.Failures;
import org.polyad.spark.session.JobDescription;

/** Cached blocks, and where passes over them are done: by the driver's threads where they are few, else by the executors. */
public final class CachedBlocks<B> implements AutoCloseable {
    private final JavaRDD<B> blocks;
    private final String label;

    /** @param label begins the descriptions of the jobs */
    public CachedBlocks(JavaRDD<B> blocks, String label) {
        this.blocks = blocks;
        this.label = label;
    }

    /**
     * Does work that reads the blocks in passes.
     *
     * @param size of a block
     * @param local the sum of the sizes from which on the executors do the passes
     */
    public <T> T run(
            org.apache.spark.api.java.function.Function<B, Long> size, long local, Function<Passes<B>, T> work) {
        SparkContext context = blocks.context();
        try (JobDescription described = new JobDescription(context, label + ": reading")) {
            if (blocks.map(size).fold(0L, Long::sum) >= local) {
                return work.apply(new SparkPasses<>(blocks, label));
            }
            List<B> collected = blocks.collect();
            try (Threads threads = Threads.of(threads(context))) {
                return threads.in(() -> work.apply(new LocalPasses<>(collected)));
            }
        } catch (Exception e) {
            // Scala throws checked exceptions that it does not declare.
            throw Failures.unchecked(e);
        }
    }

    private static int threads(SparkContext context) {
        return context.isLocal()
                ? context.defaultParallelism()
                : Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void close() {
        blocks.unpersist();
    }
}
