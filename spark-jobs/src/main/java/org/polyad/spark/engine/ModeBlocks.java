package org.polyad.spark.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.RowBlocks;
import org.polyad.spark.entries.ByTarget;
import org.polyad.spark.entries.EntryBatch;
import org.polyad.spark.entries.EntryIterator;
import org.polyad.spark.entries.Scatter;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * The blocks of one mode in the partitions of an RDD, made by one shuffle: each partition holds some, in order, and a block has the same entries in the same order as core's has, so that both give the same numbers.
 */
public final class ModeBlocks implements AutoCloseable {
    private final JavaRDD<ModeView> views;
    private final Broadcast<Layout> layout;
    private final Grouping grouping;

    /** How the blocks lie; what the tasks of the shuffle need to know. */
    public static final class Layout implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Shape shape;
        private final int mode;
        private final RowBlocks cuts;
        private final Grouping grouping;
        private final long[] listedCounts;

        public Layout(Shape shape, int mode, RowBlocks cuts, Grouping grouping, long[] listedCounts) {
            this.shape = shape;
            this.mode = mode;
            this.cuts = cuts;
            this.grouping = grouping;
            this.listedCounts = listedCounts;
        }
    }

    private ModeBlocks(JavaRDD<ModeView> views, Broadcast<Layout> layout, Grouping grouping) {
        this.views = views;
        this.layout = layout;
        this.grouping = grouping;
    }

    /** Only plans: the first job that needs the blocks makes them. @param entries no subscript stands twice */
    public static ModeBlocks of(JavaRDD<SparseTensor> entries, Layout plan) {
        Broadcast<Layout> layout =
                JavaSparkContext.fromSparkContext(entries.context()).broadcast(plan);
        int targets = plan.grouping.partitions();
        JavaRDD<ModeView> views = JavaPairRDD.fromJavaRDD(
                        entries.mapPartitionsWithIndex((index, parts) -> scatter(index, parts, layout.value()), false))
                .partitionBy(new ByTarget(targets))
                .values()
                .mapPartitionsWithIndex((index, batches) -> gather(index, batches, layout.value()), true)
                .setName("polyad: blocks of mode " + plan.mode)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new ModeBlocks(views, layout, plan.grouping);
    }

    private static Scatter scatter(int index, Iterator<SparseTensor> parts, Layout layout) {
        Scatter.Route route =
                subscript -> layout.grouping.partitionOf(layout.cuts.blockOf(subscript[layout.mode], subscript));
        return new Scatter(new EntryIterator(parts), layout.shape.order(), index, layout.grouping.partitions(), route);
    }

    private static Iterator<ModeView> gather(int partition, Iterator<EntryBatch> batches, Layout layout) {
        int[] blocks = layout.grouping.blocks(partition);
        SparseTensorBuilder[] builders = new SparseTensorBuilder[blocks.length];
        Arrays.setAll(builders, b -> SparseTensor.builder(layout.shape.order()));
        int[] subscript = new int[layout.shape.order()];
        while (batches.hasNext()) {
            EntryBatch batch = batches.next();
            for (int p = 0; p < batch.entries(); p++) {
                batch.subscript(p, subscript);
                int block = layout.cuts.blockOf(subscript[layout.mode], subscript);
                builders[layout.grouping.placeOf(block)].add(subscript, batch.value(p), batch.weight(p));
            }
        }
        return IntStream.range(0, builders.length)
                .mapToObj(b -> {
                    // Subscripts are distinct, so the order of arrival leaves no trace.
                    SparseTensor tensor = builders[b].build(layout.shape, Duplicates.ERROR);
                    builders[b] = null;
                    return ModeView.of(tensor, layout.mode, layout.cuts, blocks[b], layout.listedCounts);
                })
                .iterator();
    }

    /** Results in the order of {@link #union}'s views, put in the order of modes and blocks. */
    static <T> List<T> inOrder(List<ModeBlocks> modes, List<T> results) {
        List<T> ordered = new ArrayList<>(Collections.nCopies(results.size(), null));
        int first = 0;
        int at = 0;
        for (ModeBlocks mode : modes) {
            for (int p = 0; p < mode.grouping.partitions(); p++) {
                for (int block : mode.grouping.blocks(p)) {
                    ordered.set(first + block, results.get(at++));
                }
            }
            first = at;
        }
        return ordered;
    }

    JavaRDD<ModeView> views() {
        return views;
    }

    /** Makes the blocks of all these modes in one job. */
    public static void materialise(JavaSparkContext context, List<ModeBlocks> modes) {
        union(context, modes).foreachPartition(views -> views.forEachRemaining(view -> {}));
    }

    /** The views of several modes, one after the other. */
    static JavaRDD<ModeView> union(JavaSparkContext context, List<ModeBlocks> modes) {
        List<JavaRDD<ModeView>> all = modes.stream().map(ModeBlocks::views).toList();
        return all.size() == 1 ? all.get(0) : context.union(all.toArray(ModeBlocks::array));
    }

    @SuppressWarnings("unchecked")
    private static JavaRDD<ModeView>[] array(int length) {
        return new JavaRDD[length];
    }

    @Override
    public void close() {
        views.unpersist();
        layout.destroy();
    }
}
