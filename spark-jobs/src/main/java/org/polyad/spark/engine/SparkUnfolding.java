package org.polyad.spark.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.polyad.linalg.Nvecs;
import org.polyad.spark.entries.ByTarget;
import org.polyad.spark.entries.EntryBatch;
import org.polyad.spark.entries.EntryIterator;
import org.polyad.spark.entries.Merge;
import org.polyad.spark.entries.Scatter;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * An unfolding X_(n) in Spark: its fibres lie in a fixed number of buckets, by a hash, and what the buckets give is added in their
 * order, so that the sums do not depend on the partitions. A product is one job of two stages; q is broadcast.
 */
public final class SparkUnfolding implements Nvecs.Unfolding, AutoCloseable {
    private static final int BUCKETS = 64;

    private final JavaSparkContext context;
    private final JavaRDD<FibreBucket> buckets;
    private final int rows;
    private final int ranges;

    /** @param entries no subscript stands twice */
    public SparkUnfolding(JavaRDD<SparseTensor> entries, Shape shape, int mode, int partitions) {
        int targets = Math.min(partitions, BUCKETS);
        this.context = JavaSparkContext.fromSparkContext(entries.context());
        this.rows = shape.size(mode);
        this.ranges = Math.min(targets, rows);
        this.buckets = JavaPairRDD.fromJavaRDD(entries.mapPartitionsWithIndex(
                        (index, parts) -> new Scatter(
                                new EntryIterator(parts),
                                shape.order(),
                                index,
                                targets,
                                subscript -> bucketOf(subscript, mode) * targets / BUCKETS),
                        false))
                .partitionBy(new ByTarget(targets))
                .values()
                .mapPartitions(batches -> gather(batches, shape, mode))
                .setName("polyad: fibres of mode " + mode)
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static int bucketOf(int[] subscript, int mode) {
        int[] fibre = subscript.clone();
        fibre[mode] = 0;
        return Math.floorMod(Merge.hash(fibre), BUCKETS);
    }

    private static Iterator<FibreBucket> gather(Iterator<EntryBatch> batches, Shape shape, int mode) {
        SparseTensorBuilder[] builders = new SparseTensorBuilder[BUCKETS];
        int[] subscript = new int[shape.order()];
        while (batches.hasNext()) {
            EntryBatch batch = batches.next();
            for (int p = 0; p < batch.entries(); p++) {
                batch.subscript(p, subscript);
                int bucket = bucketOf(subscript, mode);
                if (builders[bucket] == null) {
                    builders[bucket] = SparseTensor.builder(shape.order());
                }
                builders[bucket].add(subscript, batch.value(p), batch.weight(p));
            }
        }
        List<FibreBucket> made = new ArrayList<>();
        for (int b = 0; b < BUCKETS; b++) {
            if (builders[b] != null) {
                made.add(new FibreBucket(b, builders[b].build(shape, Duplicates.ERROR), mode));
                builders[b] = null;
            }
        }
        return made.iterator();
    }

    @Override
    public void addSquareTimes(double[] q, double[] y, int columns) {
        Broadcast<double[]> sent = context.broadcast(q);
        int width = (rows - 1) / ranges + 1;
        int all = rows;
        try {
            List<double[]> parts = JavaPairRDD.fromJavaRDD(buckets.flatMap(bucket ->
                            bucket.squareTimes(sent.value(), columns, width).iterator()))
                    .partitionBy(new ByTarget(ranges))
                    .values()
                    .mapPartitionsWithIndex((range, sums) -> total(range, sums, width, all, columns), true)
                    .collect();
            int at = 0;
            for (double[] part : parts) {
                for (double sum : part) {
                    y[at++] += sum;
                }
            }
        } finally {
            sent.destroy();
        }
    }

    private static Iterator<double[]> total(int range, Iterator<RowSums> sums, int width, int rows, int columns) {
        int first = range * width;
        double[] total = new double[Math.max(0, Math.min(width, rows - first)) * columns];
        List<RowSums> ordered = new ArrayList<>();
        sums.forEachRemaining(ordered::add);
        Collections.sort(ordered);
        ordered.forEach(part -> part.addTo(total, first, columns));
        return List.of(total).iterator();
    }

    @Override
    public void close() {
        buckets.unpersist();
    }
}
