package org.polyad.spark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.polyad.sampling.PlantedPlan;

/**
 * Takes those cells that come first in a plan's order. Where the last of them lies is found digit by digit: numbers that are not
 * negative are ordered as their bits are, so each of four jobs counts the 16 bits that follow those already known, and no cell
 * travels.
 */
final class SmallestCells {
    private static final int BITS = 16;

    private final Broadcast<PlantedPlan> plan;
    private final JavaRDD<long[]> cells;

    /** @param cells sorted, within partitions and through them */
    SmallestCells(Broadcast<PlantedPlan> plan, JavaRDD<long[]> cells) {
        this.plan = plan;
        this.cells = cells;
    }

    JavaRDD<long[]> take(long wanted) {
        long prefix = 0;
        long rest = wanted;
        for (int shift = Long.SIZE - BITS; shift >= 0; shift -= BITS) {
            long[] counts = counts(prefix, shift);
            int digit = 0;
            while (rest > counts[digit]) {
                rest -= counts[digit++];
            }
            prefix |= (long) digit << shift;
        }
        // The last one itself, of which there may be several: the first cells of them fill the room.
        double last = Double.longBitsToDouble(prefix);
        Broadcast<PlantedPlan> how = plan;
        long[] alike = cells.map(some -> alike(how.value(), some, last)).collect().stream()
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        long border = alike[Math.toIntExact(rest) - 1];
        return cells.map(some -> {
            double[] order = order(how.value(), some);
            long[] taken = new long[some.length];
            int count = 0;
            for (int p = 0; p < some.length; p++) {
                if (order[p] < last || order[p] == last && some[p] <= border) {
                    taken[count++] = some[p];
                }
            }
            return Arrays.copyOf(taken, count);
        });
    }

    /** How many have each of the next digits behind the known ones. */
    private long[] counts(long prefix, int shift) {
        Broadcast<PlantedPlan> how = plan;
        boolean first = shift == Long.SIZE - BITS;
        return cells.map(some -> {
                    long[] counts = new long[1 << BITS];
                    for (double each : order(how.value(), some)) {
                        long bits = Double.doubleToLongBits(each + 0.0); // no -0
                        if (first || bits >>> shift + BITS == prefix >>> shift + BITS) {
                            counts[(int) (bits >>> shift) & (1 << BITS) - 1]++;
                        }
                    }
                    return counts;
                })
                .treeReduce((one, other) -> {
                    long[] sum = one.clone();
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += other[k];
                    }
                    return sum;
                });
    }

    private static double[] order(PlantedPlan plan, long[] cells) {
        double[] order = new double[cells.length];
        plan.order(cells, order, 0, order.length);
        return order;
    }

    private static long[] alike(PlantedPlan plan, long[] cells, double value) {
        double[] order = order(plan, cells);
        return IntStream.range(0, cells.length)
                .filter(p -> order[p] == value)
                .mapToLong(p -> cells[p])
                .toArray();
    }
}
