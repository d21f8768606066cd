package org.polyad.sampling;

import java.util.Arrays;
import org.polyad.tensor.Shape;

/** A given number of distinct cells, drawn by the popularity of their rows, as sorted keys. */
final class RandomCells {
    private static final long CELL = 14;
    private static final long CHOICE = 15;
    /** Below so many cells for each one wanted, keys for all cells cost less than drawing again and again. */
    private static final double FEW = 64;

    private final Shape shape;
    private final double[][] popularity;
    private final long seed;
    private final int threads;

    RandomCells(Shape shape, double[][] popularity, long seed, int threads) {
        this.shape = shape;
        this.popularity = popularity;
        this.seed = seed;
        this.threads = threads;
    }

    long[] draw(int wanted) {
        boolean few = shape.cells() <= FEW * wanted && shape.cells() <= Integer.MAX_VALUE / 4;
        return few ? byKeys(wanted) : byRejection(wanted);
    }

    /**
     * Sampling without replacement by weighted keys: the cells of the least Exp(1) / weight (Efraimidis and Spirakis 2006).
     */
    private long[] byKeys(int wanted) {
        int cells = (int) shape.cells();
        double[] keys = new double[cells];
        Ranges.run(cells, threads, (from, to) -> {
            CellKeys cell = new CellKeys(shape);
            DrawStream random = new DrawStream(seed);
            int[] subscript = new int[shape.order()];
            for (int k = from; k < to; k++) {
                cell.decode(k, subscript);
                keys[k] = random.restart(CELL, k).exponential();
                for (int n = 0; n < subscript.length; n++) {
                    keys[k] /= popularity[n][subscript[n]];
                }
            }
        });
        double[] sorted = keys.clone();
        Arrays.parallelSort(sorted);
        double last = sorted[wanted - 1];
        long[] chosen = new long[wanted];
        int count = 0;
        for (int k = 0; k < cells && count < wanted; k++) {
            if (keys[k] <= last) {
                chosen[count++] = k;
            }
        }
        return chosen;
    }

    /** Draws until there are enough different ones, and drops what is too many by a hash of the cell. */
    private long[] byRejection(int wanted) {
        long[] distinct = new long[0];
        long made = 0;
        while (distinct.length < wanted) {
            int more = (int) Math.min(Integer.MAX_VALUE / 2, (wanted - distinct.length) * 9L / 8 + 64);
            long[] all = Arrays.copyOf(distinct, Math.addExact(distinct.length, more));
            attempts(made, all, distinct.length);
            made += more;
            Arrays.parallelSort(all);
            distinct = Arrays.copyOf(all, SortedKeys.unique(all));
        }
        return distinct.length == wanted ? distinct : dropped(distinct, wanted);
    }

    private void attempts(long first, long[] to, int start) {
        Cumulative[] rows = new Cumulative[shape.order()];
        for (int n = 0; n < rows.length; n++) {
            rows[n] = new Cumulative(popularity[n]);
        }
        Ranges.run(to.length - start, threads, (from, end) -> {
            CellKeys cell = new CellKeys(shape);
            DrawStream random = new DrawStream(seed);
            int[] subscript = new int[rows.length];
            for (int s = from; s < end; s++) {
                random.restart(CELL, first + s);
                for (int n = 0; n < rows.length; n++) {
                    subscript[n] = rows[n].at(random.uniform());
                }
                to[start + s] = cell.key(subscript);
            }
        });
    }

    private long[] dropped(long[] distinct, int wanted) {
        DrawStream random = new DrawStream(seed);
        double[] order = new double[distinct.length];
        for (int p = 0; p < order.length; p++) {
            order[p] = random.restart(CHOICE, distinct[p]).uniform();
        }
        double[] sorted = order.clone();
        Arrays.sort(sorted);
        long[] kept = new long[wanted];
        int count = 0;
        for (int p = 0; p < order.length && count < wanted; p++) {
            if (order[p] <= sorted[wanted - 1]) {
                kept[count++] = distinct[p];
            }
        }
        return kept;
    }
}
