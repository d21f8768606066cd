package org.polyad.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.polyad.sampling.Slab;
import org.polyad.sampling.Slabs;
import org.polyad.sampling.ZeroSample;
import org.polyad.spark.entries.ByTarget;
import org.polyad.spark.entries.EntryBatch;
import org.polyad.spark.entries.EntryIterator;
import org.polyad.spark.entries.Scatter;
import org.polyad.spark.session.Failures;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * A distributed tensor's entries as slabs, one a partition. Where unlisted cells matter a slab is a range of rows of mode 0, made by
 * a shuffle; where they do not, the entries may stay where they are.
 */
final class SparkSlabs implements Slabs, AutoCloseable {
    private final Shape shape;
    private final JavaRDD<Slab> slabs;

    private SparkSlabs(Shape shape, JavaRDD<Slab> slabs) {
        this.shape = shape;
        this.slabs = slabs;
    }

    /** The entries where they are: good for counting and setting aside what is listed, wrong for anything about unlisted cells. */
    static SparkSlabs asTheyLie(DistributedTensor tensor) {
        Shape shape = tensor.shape();
        return new SparkSlabs(shape, tensor.parts().map(part -> Slab.whole(reshaped(part, shape))));
    }

    /** Ranges of rows with about equal numbers of entries and of rows. */
    static SparkSlabs byRows(DistributedTensor tensor) {
        Shape shape = tensor.shape();
        int[] firstRow = cut(tensor.sliceCounts(0), tensor.partitions(), ZeroSample.rowsTogether(shape));
        int targets = firstRow.length - 1;
        Scatter.Route route = subscript -> slabOf(firstRow, subscript[0]);
        JavaRDD<Slab> slabs = JavaPairRDD.fromJavaRDD(tensor.parts()
                        .mapPartitionsWithIndex(
                                (index, parts) ->
                                        new Scatter(new EntryIterator(parts), shape.order(), index, targets, route),
                                false))
                .partitionBy(new ByTarget(targets))
                .values()
                .mapPartitionsWithIndex((index, batches) -> gather(index, batches, shape, firstRow), true);
        return new SparkSlabs(shape, slabs.setName("polyad: ranges of rows").persist(StorageLevel.MEMORY_AND_DISK()));
    }

    private static Iterator<Slab> gather(int slab, Iterator<EntryBatch> batches, Shape shape, int[] firstRow) {
        SparseTensorBuilder builder = SparseTensor.builder(shape.order());
        batches.forEachRemaining(batch -> batch.addTo(builder));
        SparseTensor listed = builder.build(shape, Duplicates.ERROR);
        return Stream.of(new Slab(listed, firstRow[slab], firstRow[slab + 1])).iterator();
    }

    /** Where each range begins, a multiple of {@code together}, and the end of the last; no range is empty. */
    private static int[] cut(long[] counts, int ranges, int together) {
        double entries = Arrays.stream(counts).asDoubleStream().sum();
        int[] first = new int[Math.min(ranges, counts.length) + 1];
        int used = 1;
        double reached = 0;
        for (int i = 0; i < counts.length && used < first.length - 1; i++) {
            reached += counts[i] / Math.max(1, entries) + 1.0 / counts.length;
            if (reached >= 2.0 * used / (first.length - 1) && i + 1 < counts.length && (i + 1) % together == 0) {
                first[used++] = i + 1;
            }
        }
        first[used] = counts.length;
        return Arrays.copyOf(first, used + 1);
    }

    private static int slabOf(int[] firstRow, int row) {
        int found = Arrays.binarySearch(firstRow, row);
        return found >= 0 ? found : -found - 2;
    }

    private static SparseTensor reshaped(SparseTensor part, Shape shape) {
        int[][] subscripts = new int[shape.order()][];
        Arrays.setAll(subscripts, part::subscripts);
        return new SparseTensor(shape, subscripts, part.values(), part.weights());
    }

    JavaRDD<Slab> rdd() {
        return slabs;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public <T> List<T> map(Task<T> task) {
        try {
            return slabs.map(task::apply).collect();
        } catch (Throwable failure) {
            throw Failures.unchecked(failure);
        }
    }

    @Override
    public void close() {
        slabs.unpersist();
    }
}
