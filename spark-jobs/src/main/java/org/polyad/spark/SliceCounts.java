package org.polyad.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import scala.Tuple2;

/**
 * How many entries each slice has, counted where the entries lie. A task sends the counts of its rows to the tasks that add up their
 * ranges of rows, and each range comes to this process once. So it receives 8 bytes a row, however many entries and
 * partitions there are.
 *
 * <p>Example: parts with the rows 0, 0, 5 and 5, 7 of mode 0 send {0: 2, 5: 1} and {5: 1, 7: 1}; the range 0..7 comes back as 2, 0, 0,
 * 0, 0, 2, 0, 1.
 */
final class SliceCounts {
    /** A range is 65,536 rows: half a megabyte while it is added up. */
    private static final int BITS = 16;

    /** Rows are int, so this many bits number the ranges of a mode. */
    private static final int RANGE_BITS = Integer.SIZE - 1 - BITS;

    /** Each task costs this process a kilobyte beside what it found. */
    private static final int MOST_TASKS = 64;

    private SliceCounts() {}

    /** What a part of a tensor has in a range of rows: only rows with entries. */
    static final class Found implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int range;
        private final int[] rows;
        private final int[] counts;

        /** @param range which one, of which tensor and mode @param rows in that range, from 0 */
        Found(int range, int[] rows, int[] counts) {
            this.range = range;
            this.rows = rows;
            this.counts = counts;
        }
    }

    /** The sums of a range, up to its last row with entries. */
    static final class Range implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int range;
        private final long[] counts;

        Range(int range, long[] counts) {
            this.range = range;
            this.counts = counts;
        }

        private int list() {
            return range >>> RANGE_BITS;
        }

        private int firstRow() {
            return (range & (1 << RANGE_BITS) - 1) << BITS;
        }
    }

    /**
     * Counts by mode and row in one job of two stages.
     *
     * @return by mode as many as the last row with an entry says
     */
    static long[][] of(JavaRDD<SparseTensor> parts, int order) {
        return of(parts.map(part -> new SparseTensor[] {part}), 1, order)[0];
    }

    /** The same of several tensors at once. @param parts of each of them @return by tensor, mode and row */
    static long[][][] of(JavaRDD<SparseTensor[]> parts, int tensors, int order) {
        int tasks = Math.max(1, Math.min(parts.getNumPartitions(), MOST_TASKS));
        List<Range> ranges = JavaPairRDD.fromJavaRDD(parts.flatMap(part -> found(part, tasks)))
                .partitionBy(new ByTarget(tasks))
                .values()
                .mapPartitions(SliceCounts::added)
                .collect();
        int[] rows = new int[tensors * order];
        for (Range range : ranges) {
            rows[range.list()] = Math.max(rows[range.list()], range.firstRow() + range.counts.length);
        }
        long[][][] counts = new long[tensors][order][];
        for (int list = 0; list < rows.length; list++) {
            counts[list / order][list % order] = new long[rows[list]];
        }
        for (Range range : ranges) {
            long[] to = counts[range.list() / order][range.list() % order];
            System.arraycopy(range.counts, 0, to, range.firstRow(), range.counts.length);
        }
        return counts;
    }

    /** With zeros for the rows after the last that has entries. */
    static long[][] sized(long[][] counts, Shape shape) {
        long[][] sized = new long[counts.length][];
        Arrays.setAll(sized, n -> Arrays.copyOf(counts[n], shape.size(n)));
        return sized;
    }

    private static Iterator<Tuple2<Integer, Found>> found(SparseTensor[] part, int tasks) {
        List<Tuple2<Integer, Found>> all = new ArrayList<>();
        for (int k = 0; k < part.length; k++) {
            for (int n = 0; n < part[k].order(); n++) {
                count(part[k].subscripts(n), k * part[k].order() + n, tasks, all);
            }
        }
        return all.iterator();
    }

    /** @param list the tensor and the mode @param to the counts of each range, with the task that adds them (output) */
    private static void count(int[] subscripts, int list, int tasks, List<Tuple2<Integer, Found>> to) {
        int[] sorted = subscripts.clone();
        Arrays.sort(sorted);
        int[] rows = new int[Math.min(sorted.length, 1 << BITS)];
        int[] counts = new int[rows.length];
        for (int p = 0; p < sorted.length; ) {
            int range = sorted[p] >>> BITS;
            int found = 0;
            for (; p < sorted.length && sorted[p] >>> BITS == range; p++) {
                if (found == 0 || sorted[p] != sorted[p - 1]) {
                    rows[found] = sorted[p] & (1 << BITS) - 1;
                    counts[found++] = 0;
                }
                counts[found - 1]++;
            }
            Found one = new Found(list << RANGE_BITS | range, Arrays.copyOf(rows, found), Arrays.copyOf(counts, found));
            to.add(new Tuple2<>((list + range) % tasks, one));
        }
    }

    private static Iterator<Range> added(Iterator<Found> parts) {
        Map<Integer, long[]> sums = new HashMap<>();
        while (parts.hasNext()) {
            Found part = parts.next();
            long[] sum = sums.computeIfAbsent(part.range, range -> new long[1 << BITS]);
            for (int k = 0; k < part.rows.length; k++) {
                sum[part.rows[k]] += part.counts[k];
            }
        }
        List<Range> ranges = new ArrayList<>();
        sums.forEach((range, sum) -> ranges.add(new Range(range, trimmed(sum))));
        return ranges.iterator();
    }

    private static long[] trimmed(long[] sum) {
        int end = sum.length;
        while (end > 0 && sum[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(sum, end);
    }
}
