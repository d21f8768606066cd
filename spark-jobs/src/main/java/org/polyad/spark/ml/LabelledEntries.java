package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;
import org.polyad.InvalidInputException;
import org.polyad.spark.Described;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.Entry;
import org.polyad.spark.Failures;
import org.polyad.spark.LabelIndex;
import org.polyad.spark.LabelOrder;
import org.polyad.spark.TensorOptions;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** The entries of a Dataset, its labels indexed; they stay cached where they were read, once, until {@link #close}. */
final class LabelledEntries implements AutoCloseable {
    private static final int UNION_DEPTH = 2;

    /** Entries of the partitions that come in one job, unless one has more: some 100 MB. */
    private static final long TOGETHER = 4_000_000;

    private final JavaSparkContext context;
    private final JavaRDD<EntryPart> parts;
    private final LabelIndex index;
    private final int[] sizes;

    private LabelledEntries(JavaRDD<EntryPart> parts, LabelIndex index, int[] sizes) {
        this.context = JavaSparkContext.fromSparkContext(parts.context());
        this.parts = parts;
        this.index = index;
        this.sizes = sizes;
    }

    /**
     * Reads a Dataset.
     *
     * @param known the labels of the modes that have them already, null for a mode whose labels are those of the data
     * @throws IllegalArgumentException for rows that cannot be entries, or when there is none
     */
    static LabelledEntries read(Dataset<?> rows, InputColumns columns, String[][] known) {
        return read(rows, columns, known, StorageLevel.MEMORY_AND_DISK());
    }

    /** The same, kept as is said. */
    static LabelledEntries read(Dataset<?> rows, InputColumns columns, String[][] known, StorageLevel kept) {
        LabelCodes.Kind[] kinds = columns.kinds(rows.schema());
        // as Spark has them: rows of objects would take most of the time
        JavaRDD<EntryPart> parts = columns.select(rows)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(some -> List.of(EntryPart.read(columns, columns.codes(kinds), some))
                        .iterator())
                .setName("polyad: entries as read")
                .persist(kept);
        try (Described job = new Described(parts, "polyad: read the entries and their labels")) {
            int[] sizes = parts.map(EntryPart::entries).collect().stream()
                    .mapToInt(size -> size)
                    .toArray();
            if (Arrays.stream(sizes).allMatch(size -> size == 0)) {
                throw new InvalidInputException("the data have no rows");
            }
            String[][] labels = parts.map(EntryPart::labels).treeReduce(LabelledEntries::union, UNION_DEPTH);
            for (int n = 0; n < labels.length; n++) {
                labels[n] = known == null || known[n] == null ? LabelOrder.sorted(labels[n]) : known[n];
            }
            return new LabelledEntries(parts, new LabelIndex(labels), sizes);
        } catch (Throwable failure) {
            parts.unpersist();
            throw Failures.unchecked(failure);
        }
    }

    private static String[][] union(String[][] a, String[][] b) {
        String[][] union = new String[a.length][];
        for (int n = 0; n < union.length; n++) {
            Set<String> all = new HashSet<>(Arrays.asList(a[n]));
            all.addAll(Arrays.asList(b[n]));
            union[n] = all.toArray(String[]::new);
        }
        return union;
    }

    LabelIndex index() {
        return index;
    }

    long entries() {
        return Arrays.stream(sizes).asLongStream().sum();
    }

    Shape shape() {
        return Shape.of(
                Arrays.stream(index.labels()).mapToInt(labels -> labels.length).toArray());
    }

    /** All entries in this JVM; those with labels that the index has not are left out. Some partitions come at a time. */
    SparseTensor collect(Duplicates duplicates) {
        SparseTensorBuilder builder = SparseTensor.builder(index.labels().length);
        try (Described job = new Described(parts, "polyad: collect the entries")) {
            for (int from = 0; from < sizes.length; ) {
                int end = end(from);
                for (List<EntryPart> some :
                        parts.collectPartitions(IntStream.range(from, end).toArray())) {
                    some.forEach(part -> add(part, builder));
                }
                from = end;
            }
        }
        return builder.build(shape(), duplicates);
    }

    /** Up to which partition those from a first one come together. */
    private int end(int from) {
        long together = sizes[from];
        int end = from + 1;
        while (end < sizes.length && together + sizes[end] <= TOGETHER) {
            together += sizes[end++];
        }
        return end;
    }

    private void add(EntryPart part, SparseTensorBuilder builder) {
        int[] subscript = new int[builder.order()];
        int[][] to = part.indices(index);
        for (int p = 0; p < part.entries(); p++) {
            if (translate(part, p, to, subscript)) {
                builder.add(subscript, part.value(p), part.weight(p));
            }
        }
    }

    private static boolean translate(EntryPart part, int entry, int[][] to, int[] subscript) {
        boolean known = true;
        for (int n = 0; n < subscript.length; n++) {
            subscript[n] = to[n][part.code(n, entry)];
            known &= subscript[n] != LabelIndex.UNSEEN;
        }
        return known;
    }

    /** The entries where they lie. */
    DistributedTensor distributed(Duplicates duplicates) {
        Broadcast<LabelIndex> labels = context.broadcast(index);
        int order = index.labels().length;
        JavaRDD<Entry> all = parts.flatMap(part -> {
            int[][] to = part.indices(labels.value());
            return IntStream.range(0, part.entries())
                    .mapToObj(p -> {
                        int[] subscript = new int[order];
                        translate(part, p, to, subscript);
                        return new Entry(subscript, part.value(p), part.weight(p));
                    })
                    .iterator();
        });
        try {
            return DistributedTensor.of(
                            all, order, TensorOptions.DEFAULT.withShape(shape()).withDuplicates(duplicates))
                    .owning(labels);
        } catch (Throwable failure) {
            labels.destroy();
            throw failure;
        }
    }

    @Override
    public void close() {
        parts.unpersist();
    }
}
