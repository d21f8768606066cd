package org.polyad.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.polyad.InvalidInputException;
import org.polyad.sampling.PlantedPlan;
import org.polyad.tensor.SparseTensor;
import scala.Tuple2;

/**
 * A planted tensor, drawn in Spark: the same entries as on one machine. Ranges of draws are made by tasks, cells travel to the
 * partition that owns their range, as one number each, and become entries there: one shuffle of 8 bytes a draw. Where a number of
 * different cells is wanted, rounds of draws go on until there are enough, and {@link SmallestCells} drops what is too many.
 */
public final class SparkPlanted implements AutoCloseable {
    /** Draws of a task; what has been cut does not change what is drawn. */
    private static final int DRAWS = 1 << 20;

    /** Cells sampled for each border between ranges. */
    private static final int PROBES = 200;

    private final JavaSparkContext context;
    private final PlantedPlan plan;
    private final Broadcast<PlantedPlan> sent;
    private final int partitions;

    /** What the cells are chosen from, where that is kept. */
    private JavaRDD<long[]> found;

    private JavaRDD<long[]> cells;

    private SparkPlanted(JavaSparkContext context, PlantedPlan plan, int partitions) {
        this.context = context;
        this.plan = plan;
        this.sent = context.broadcast(plan);
        this.partitions = partitions;
    }

    /** @param partitions 0: as many as the cluster has cores */
    public static SparkPlanted of(JavaSparkContext context, PlantedPlan plan, int partitions) {
        SparkPlanted planted =
                new SparkPlanted(context, plan, partitions > 0 ? partitions : context.defaultParallelism());
        try (Described job = new Described(context.sc(), "polyad: draw a planted tensor")) {
            planted.cells = planted.chosen().setName("polyad: planted cells").persist(StorageLevel.MEMORY_AND_DISK());
            return planted;
        } catch (Throwable failure) {
            planted.close();
            throw Failures.unchecked(failure);
        }
    }

    /** The entries in lexicographic order, through the partitions too; a tensor for each that has any. */
    public JavaRDD<SparseTensor> entries() {
        Broadcast<PlantedPlan> how = sent;
        return cells.map(sorted -> how.value().entries(sorted.clone())).filter(part -> part.entries() > 0);
    }

    private JavaRDD<long[]> chosen() {
        if (plan.choosesFromAll()) {
            return new SmallestCells(sent, all((long) plan.shape().cells()))
                    .take(plan.spec().draws());
        }
        if (!plan.choosesCells()) {
            return drawn(plan.draws(), false);
        }
        long wanted = plan.spec().draws();
        long distinct = 0;
        long made = 0;
        for (long more = plan.moreDraws(0); more > 0; more = plan.moreDraws(distinct)) {
            made += more;
            JavaRDD<long[]> before = found;
            found = drawn(made, true).persist(StorageLevel.MEMORY_AND_DISK());
            distinct = found.mapToDouble(sorted -> sorted.length).sum().longValue();
            if (before != null) {
                before.unpersist();
            }
        }
        return distinct == wanted ? found : new SmallestCells(sent, found).take(wanted);
    }

    /** The cells that draws 0 .. draws - 1 fall on, by range and sorted. */
    private JavaRDD<long[]> drawn(long draws, boolean once) {
        long[] borders = borders(draws);
        Broadcast<PlantedPlan> how = sent;
        return JavaPairRDD.fromJavaRDD(pieces(draws)
                        .flatMap(piece -> scattered(how.value(), piece, borders).iterator()))
                .partitionBy(new ByTarget(partitions))
                .values()
                .mapPartitions(parts -> gathered(parts, once));
    }

    /** First draw and number of draws of each task. */
    private JavaRDD<long[]> pieces(long draws) {
        int count = Math.toIntExact(Math.max(1, Math.min((draws + DRAWS - 1) / DRAWS, 1 << 20)));
        long width = (draws + count - 1) / count;
        return context.parallelize(numbers(count), Math.min(count, Math.max(partitions, count / 8)))
                .map(k -> new long[] {k * width, Math.max(0, Math.min(width, draws - k * width))});
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            numbers.add(k);
        }
        return numbers;
    }

    /** All cells of the tensor, in ranges. */
    private JavaRDD<long[]> all(long cells) {
        int ranges = partitions;
        return context.parallelize(numbers(ranges), ranges).map(k -> {
            long first = cells * k / ranges;
            long[] range = new long[(int) (cells * (k + 1) / ranges - first)];
            Arrays.setAll(range, p -> first + p);
            return range;
        });
    }

    /** Where ranges of cells begin, save the first: quantiles of a few draws, since some rows are far more popular than others. */
    private long[] borders(long draws) {
        long[] probes = new long[(int) Math.min(draws, (long) PROBES * partitions)];
        plan.cells(0, probes, 0, probes.length);
        Arrays.sort(probes);
        long[] borders = new long[partitions - 1];
        Arrays.setAll(borders, k -> probes[(int) ((long) (k + 1) * probes.length / partitions)]);
        return borders;
    }

    private static List<Tuple2<Integer, long[]>> scattered(PlantedPlan plan, long[] piece, long[] borders) {
        long[] cells = new long[Math.toIntExact(piece[1])];
        plan.cells(piece[0], cells, 0, cells.length);
        Arrays.sort(cells);
        List<Tuple2<Integer, long[]>> parts = new ArrayList<>();
        int from = 0;
        for (int target = 0; target <= borders.length; target++) {
            int to = target == borders.length ? cells.length : firstNotBelow(cells, from, borders[target]);
            if (to > from) {
                parts.add(new Tuple2<>(target, Arrays.copyOfRange(cells, from, to)));
            }
            from = to;
        }
        return parts;
    }

    private static int firstNotBelow(long[] sorted, int from, long border) {
        int low = from;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < border) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Iterator<long[]> gathered(Iterator<long[]> parts, boolean once) {
        List<long[]> all = new ArrayList<>();
        parts.forEachRemaining(all::add);
        long count = all.stream().mapToLong(part -> part.length).sum();
        if (count > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(
                    count + " draws fall into one partition, more than a Java array holds: give more --partitions");
        }
        long[] cells = new long[(int) count];
        int at = 0;
        for (long[] part : all) {
            System.arraycopy(part, 0, cells, at, part.length);
            at += part.length;
        }
        Arrays.sort(cells);
        return List.of(once ? Arrays.stream(cells).distinct().toArray() : cells).iterator();
    }

    @Override
    public void close() {
        for (JavaRDD<long[]> kept : Arrays.asList(found, cells)) {
            if (kept != null) {
                kept.unpersist();
            }
        }
        sent.destroy();
    }
}
