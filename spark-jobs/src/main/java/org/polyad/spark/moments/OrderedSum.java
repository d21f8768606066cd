package org.polyad.spark.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.polyad.spark.entries.ByTarget;
import scala.Tuple2;

/**
 * Adds arrays that partitions give, in the order of the partitions: each reducer adds one range of all arrays, so that the driver
 * receives every number once. Spark's treeAggregate adds in the order of arrival, which changes the last bits from run to run.
 */
final class OrderedSum {
    /** Numbers below which a range of its own is not worth a task. */
    private static final int LEAST = 1 << 14;

    private final int[] lengths;
    private final long total;
    private final int ranges;

    OrderedSum(int[] lengths, int partitions) {
        this.lengths = lengths;
        this.total = Arrays.stream(lengths).asLongStream().sum();
        this.ranges = (int) Math.max(1, Math.min(partitions, total / LEAST));
    }

    private long first(int range) {
        return total * range / ranges;
    }

    /** What a partition sends to the reducers. */
    List<Tuple2<Integer, PartialSum>> cut(int partition, double[][] sums) {
        List<Tuple2<Integer, PartialSum>> parts = new ArrayList<>();
        for (int range = 0; range < ranges; range++) {
            double[] values = new double[(int) (first(range + 1) - first(range))];
            copy(sums, first(range), values, true);
            parts.add(new Tuple2<>(range, new PartialSum(partition, values)));
        }
        return parts;
    }

    /** The sums of what {@link #cut} made. */
    double[][] total(JavaPairRDD<Integer, PartialSum> parts) {
        JavaRDD<double[]> added =
                parts.partitionBy(new ByTarget(ranges)).values().mapPartitions(OrderedSum::add);
        double[][] sums = new double[lengths.length][];
        Arrays.setAll(sums, a -> new double[lengths[a]]);
        List<double[]> collected = added.collect();
        for (int range = 0; range < collected.size(); range++) {
            copy(sums, first(range), collected.get(range), false);
        }
        return sums;
    }

    private static Iterator<double[]> add(Iterator<PartialSum> parts) {
        List<PartialSum> ordered = new ArrayList<>();
        parts.forEachRemaining(ordered::add);
        Collections.sort(ordered);
        double[] sum = null;
        for (PartialSum part : ordered) {
            if (sum == null) {
                sum = part.values.clone();
            } else {
                for (int p = 0; p < sum.length; p++) {
                    sum[p] += part.values[p];
                }
            }
        }
        return sum == null ? Collections.emptyIterator() : List.of(sum).iterator();
    }

    /** Between values and the numbers from {@code first} on of all arrays, one behind the other. */
    private static void copy(double[][] sums, long first, double[] values, boolean read) {
        long begin = 0;
        for (double[] array : sums) {
            long from = Math.max(first, begin);
            long to = Math.min(first + values.length, begin + array.length);
            if (from < to) {
                int inArray = (int) (from - begin);
                int inValues = (int) (from - first);
                int length = (int) (to - from);
                if (read) {
                    System.arraycopy(array, inArray, values, inValues, length);
                } else {
                    System.arraycopy(values, inValues, array, inArray, length);
                }
            }
            begin += array.length;
        }
    }
}
