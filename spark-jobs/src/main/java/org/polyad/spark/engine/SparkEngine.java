package org.polyad.spark.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.RowBlocks;
import org.polyad.engine.BlockTask;
import org.polyad.engine.Engine;
import org.polyad.parallel.Threads;
import org.polyad.spark.session.Failures;
import org.polyad.spark.session.JobDescription;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * Does a method's work in Spark: each call of {@link #run} is one job over cached blocks, and before it a broadcast of the factor
 * matrices that changed. What comes back is what the blocks own, so nothing is summed across tasks.
 *
 * <p>Cost of a call beside the tasks' own work: some 20 ms in local mode, 100 to 200 ms on a cluster.
 */
public final class SparkEngine implements Engine {
    private final JavaSparkContext context;
    private final String description;
    private final Shape shape;
    private final Modes modes;
    private final SentFactors sent;
    private final Threads threads = Threads.of(Runtime.getRuntime().availableProcessors());
    private boolean closed;

    /** By mode: the cut, the listed entries of each row, and the blocks; an engine may have those of some modes only, and null. */
    public record Modes(RowBlocks[] cuts, long[][] listedCounts, List<ModeBlocks> blocks) {}

    /**
     * @param sent the factors on the executors, which engines of one fit share
     * @param description of what runs, to stand before every job's own: {@code gcp poisson R=16}
     */
    public SparkEngine(SentFactors sent, String description, Shape shape, Modes modes) {
        this.context = sent.context();
        this.sent = sent;
        this.description = description;
        this.shape = shape;
        this.modes = modes;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public RowBlocks blocks(int mode) {
        return modes.cuts()[mode];
    }

    @Override
    public long[] listedCounts(int mode) {
        return modes.listedCounts()[mode];
    }

    @Override
    public <T> List<T> run(String label, BlockTask<T> task, FactorMatrix[] factors, int... of) {
        if (closed) {
            throw new IllegalStateException("this engine was closed");
        }
        List<ModeBlocks> blocks = new ArrayList<>();
        Arrays.stream(of).forEach(mode -> blocks.add(modes.blocks().get(mode)));
        try (JobDescription job = new JobDescription(context.sc(), description + ": " + label)) {
            SentFactors.Handles handles = sent.send(factors);
            return ModeBlocks.inOrder(
                    blocks,
                    applied(ModeBlocks.union(context, blocks), task, handles).collect());
        } catch (Throwable failure) {
            sent.close();
            throw Failures.unchecked(failure);
        }
    }

    private static <T> JavaRDD<T> applied(JavaRDD<ModeView> views, BlockTask<T> task, SentFactors.Handles handles) {
        return views.mapPartitions(blocks -> {
            FactorMatrix[] factors = handles.factors();
            return new Iterator<T>() {
                @Override
                public boolean hasNext() {
                    return blocks.hasNext();
                }

                @Override
                public T next() {
                    return task.apply(blocks.next(), factors);
                }
            };
        });
    }

    /** The driver's. */
    @Override
    public Threads threads() {
        return threads;
    }

    @Override
    public String where() {
        int most = modes.blocks().stream()
                .filter(Objects::nonNull)
                .mapToInt(b -> b.views().getNumPartitions())
                .max()
                .orElse(0);
        return "spark, " + most + (most == 1 ? " partition" : " partitions");
    }

    @Override
    public void close() {
        closed = true;
        threads.close();
        sent.close();
        modes.blocks().stream().filter(Objects::nonNull).forEach(ModeBlocks::close);
    }
}
