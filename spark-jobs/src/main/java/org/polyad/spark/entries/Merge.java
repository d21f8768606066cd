package org.polyad.spark.entries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Brings entries with the same subscript together, by a hash of the subscript, and joins them in the order in which they were
 * given: one shuffle. Each partition with entries becomes one tensor, in lexicographic order.
 */
public final class Merge {
    private Merge() {}

    /** Entries in the order of the RDD's partitions. */
    public static JavaPairRDD<Integer, EntryBatch> scatter(JavaRDD<Entry> entries, int order, int targets) {
        return JavaPairRDD.fromJavaRDD(entries.mapPartitionsWithIndex(
                (index, given) -> new Scatter(given, order, index, targets, byHash(targets)), false));
    }

    public static Scatter.Route byHash(int targets) {
        return subscript -> Math.floorMod(hash(subscript), targets);
    }

    /** @param shape null: each partition's tensor is as large as its own entries say */
    public static JavaRDD<SparseTensor> merge(
            JavaPairRDD<Integer, EntryBatch> scattered, int targets, Shape shape, Duplicates duplicates) {
        return scattered
                .partitionBy(new ByTarget(targets))
                .values()
                .mapPartitions(batches -> gather(batches, shape, duplicates));
    }

    private static Iterator<SparseTensor> gather(Iterator<EntryBatch> batches, Shape shape, Duplicates duplicates) {
        SparseTensorBuilder builder = null;
        for (EntryBatch batch : sorted(batches)) {
            builder = builder == null ? SparseTensor.builder(batch.order()) : builder;
            batch.addTo(builder);
        }
        return builder == null
                ? Collections.emptyIterator()
                : List.of(builder.build(shape, duplicates)).iterator();
    }

    /** The batches in the order in which their entries were given. */
    static List<EntryBatch> sorted(Iterator<EntryBatch> batches) {
        List<EntryBatch> all = new ArrayList<>();
        batches.forEachRemaining(all::add);
        Collections.sort(all);
        return all;
    }

    public static int hash(int[] subscript) {
        long hash = 1;
        for (int i : subscript) {
            hash = (hash ^ i) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
