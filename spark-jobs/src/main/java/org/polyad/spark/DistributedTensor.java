package org.polyad.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.polyad.InvalidInputException;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;
import org.polyad.tensor.TnsFormat;

/**
 * A sparse tensor whose entries lie in the partitions of an RDD: no subscript stands twice, and shape and slice counts are known
 * here. It holds its entries cached until {@link #close}.
 *
 * <p>Example: a Dataset with the rows (user 0, item 2, 5.0), (user 1, item 0, 3.0), (user 0, item 2, 1.0), read with {@link
 * org.polyad.tensor.Duplicates#SUM}, becomes a 2 x 3 tensor with 2 entries: [0, 2] = 6 and [1, 0] = 3.
 *
 * <p>Cost: one shuffle of all entries, a small one of their slice counts, and one job. Memory: 4 d + 8 bytes an entry (8 more with weights), deserialised, spilled to
 * disk where it does not fit.
 */
public final class DistributedTensor implements AutoCloseable {
    private final JavaSparkContext context;
    private final JavaRDD<SparseTensor> parts;
    private final Shape shape;
    private final long[][] sliceCounts;
    private final long entries;
    private final Lineage lineage;
    private boolean closed;

    private DistributedTensor(JavaRDD<SparseTensor> parts, Shape shape, long[][] sliceCounts, Lineage lineage) {
        this.context = JavaSparkContext.fromSparkContext(parts.context());
        this.parts = parts;
        this.shape = shape;
        this.sliceCounts = sliceCounts;
        this.entries = LongStream.of(sliceCounts[0]).sum();
        this.lineage = lineage.shared();
    }

    /**
     * From a Dataset; other columns are left alone.
     *
     * @param indexColumns one for each mode, of an integer type, counted from the options' base
     * @param valueColumn of any numeric type; null: each row counts 1
     * @param weightColumn of any numeric type; null: every weight is 1
     * @throws IllegalArgumentException for a column that is missing or of another type, and for a row without a finite number in
     *     one of them
     */
    public static DistributedTensor of(
            Dataset<Row> rows, String[] indexColumns, String valueColumn, String weightColumn, TensorOptions options) {
        RowEntries reader = RowEntries.of(rows.schema(), indexColumns, valueColumn, weightColumn, options.indexBase());
        return of(reader.select(rows).toJavaRDD().map(reader), indexColumns.length, options);
    }

    /** From entries whose subscripts count from 0, in any order. */
    public static DistributedTensor of(JavaRDD<Entry> entries, int order, TensorOptions options) {
        int targets = targets(entries, options);
        return merged(Merge.scatter(entries, order, targets), order, targets, options);
    }

    /**
     * From entries with the place of what they come from, a file's split for instance: duplicates are joined in the order of those,
     * and within one in that of the RDD. Entries of one place follow one another in a partition.
     */
    public static DistributedTensor of(JavaPairRDD<Long, Entry> entries, int order, TensorOptions options) {
        int targets = targets(entries.values(), options);
        JavaPairRDD<Integer, EntryBatch> scattered = JavaPairRDD.fromJavaRDD(
                entries.mapPartitions(placed -> new PlacedScatter(placed, order, targets, Merge.byHash(targets))));
        return merged(scattered, order, targets, options);
    }

    /** From a tensor in memory. */
    public static DistributedTensor of(JavaSparkContext context, SparseTensor tensor, int partitions) {
        int slices = partitions > 0 ? partitions : context.defaultParallelism();
        List<SparseTensor> cut = Slices.cut(tensor, slices);
        return cached(context.parallelize(cut, Math.max(1, cut.size())), tensor.order(), tensor.shape(), new Lineage());
    }

    /**
     * From .tns files, read where they lie.
     *
     * @param path a file, a folder, a glob, or several with commas between; compressed files as Hadoop's codecs read them
     * @param format its order may be 0: as the first line has
     * @throws IllegalArgumentException {@code file:line: what is wrong} for a line that is none
     */
    public static DistributedTensor read(
            JavaSparkContext context, String path, TnsFormat format, TensorOptions options) {
        return TnsFiles.read(context, TnsFiles.list(context, path), format, options, null);
    }

    /**
     * From .tns files whose names are taken as they are.
     *
     * @param skipped takes how many bad lines were left out, and the first messages; null: a bad line is an error
     */
    public static DistributedTensor read(
            JavaSparkContext context,
            List<Path> files,
            TnsFormat format,
            TensorOptions options,
            BiConsumer<Long, List<String>> skipped) {
        return TnsFiles.read(context, files, format, options, skipped);
    }

    /** The same, but bad lines are left out; one more job counts them. @param skipped takes how many, and the first messages */
    public static DistributedTensor readSkipping(
            JavaSparkContext context,
            String path,
            TnsFormat format,
            TensorOptions options,
            BiConsumer<Long, List<String>> skipped) {
        return TnsFiles.read(context, TnsFiles.list(context, path), format, options, skipped);
    }

    static int targets(JavaRDD<?> input, TensorOptions options) {
        return options.partitions() > 0
                ? options.partitions()
                : Math.max(input.getNumPartitions(), input.context().defaultParallelism());
    }

    static DistributedTensor merged(
            JavaPairRDD<Integer, EntryBatch> scattered, int order, int targets, TensorOptions options) {
        Shape full = options.shape();
        if (full != null && full.order() != order) {
            throw new InvalidInputException("the shape " + full + " has order " + full.order()
                    + ", but the entries have " + order + " subscripts");
        }
        return cached(Merge.merge(scattered, targets, full, options.duplicates()), order, full, new Lineage());
    }

    /** @param given null: the shape is as large as the entries say */
    private static DistributedTensor cached(JavaRDD<SparseTensor> tensors, int order, Shape given, Lineage lineage) {
        JavaRDD<SparseTensor> parts = tensors.setName("polyad: entries").persist(StorageLevel.MEMORY_AND_DISK());
        try (Described job = new Described(parts, "polyad: read the entries and join duplicates")) {
            long[][] counts = SliceCounts.of(parts, order);
            Shape shape = given == null ? shape(counts) : given;
            return new DistributedTensor(parts, shape, SliceCounts.sized(counts, shape), lineage);
        } catch (Throwable failure) {
            parts.unpersist();
            throw Failures.unchecked(failure);
        }
    }

    private static Shape shape(long[][] counts) {
        if (counts[0].length == 0) {
            throw new InvalidInputException("a tensor needs at least one entry, found none");
        }
        return Shape.of(Arrays.stream(counts).mapToInt(rows -> rows.length).toArray());
    }

    /**
     * Makes this tensor the owner of a broadcast that its entries are computed from: blocks that are lost with an executor are computed
     * again, so it lives until this tensor is closed, and those made of it by {@link #with}.
     */
    public DistributedTensor owning(Broadcast<?> broadcast) {
        lineage.add(broadcast);
        return this;
    }

    public Shape shape() {
        return shape;
    }

    /** The number of listed entries. */
    public long entries() {
        return entries;
    }

    /** The number of listed entries in each slice of {@code mode}; the array itself, not a copy. */
    public long[] sliceCounts(int mode) {
        return sliceCounts[mode];
    }

    /** Every cell is listed. */
    public boolean isDense() {
        return entries == shape.cells();
    }

    /** The same entries with other values or weights. @param values gives a tensor with the subscripts of the one it takes */
    public DistributedTensor with(Function<SparseTensor, SparseTensor> values) {
        return cached(parts.map(values), shape.order(), shape, lineage);
    }

    public int partitions() {
        return parts.getNumPartitions();
    }

    JavaSparkContext context() {
        return context;
    }

    /** The entries, a tensor for each partition that has any; their own shapes may be smaller than {@link #shape}. */
    JavaRDD<SparseTensor> parts() {
        return parts;
    }

    /** All entries, in this JVM. @throws IllegalArgumentException when there are too many for one tensor in memory */
    public SparseTensor collect() {
        try (Described job = new Described(parts, "polyad: collect the entries")) {
            SparseTensorBuilder builder = SparseTensor.builder(shape.order());
            for (SparseTensor part : new ArrayList<>(parts.collect())) {
                for (int p = 0; p < part.entries(); p++) {
                    builder.add(part.subscript(p), part.values()[p], part.weight(p));
                }
            }
            return builder.build(shape, Duplicates.ERROR);
        }
    }

    /** Forgets the cached entries, and what only they were computed from. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            parts.unpersist();
            lineage.release();
        }
    }
}
