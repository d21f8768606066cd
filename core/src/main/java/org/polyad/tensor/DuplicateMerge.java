package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.parallel.Threads;
import org.polyad.sort.CountingSort;

/** Copies entries in order, and joins those with equal subscripts. A joined entry has the mean of the weights. */
final class DuplicateMerge {
    private final int[][] subscripts;
    private final double[] values;
    private final double[] weights;
    private final Duplicates policy;

    DuplicateMerge(int[][] subscripts, double[] values, double[] weights, Duplicates policy) {
        this.subscripts = subscripts;
        this.values = values;
        this.weights = weights;
        this.policy = policy;
    }

    /** @param entries a stable lexicographic order of the entries */
    SparseTensor merge(Shape shape, EntrySort.Sorted entries) {
        return entries.distinct() ? gathered(shape, entries.order()) : joined(shape, entries.order());
    }

    private SparseTensor joined(Shape shape, int[] sorted) {
        int[] runs = runStarts(sorted);
        int entries = runs.length - 1;
        int[][] to = new int[subscripts.length][entries];
        double[] x = new double[entries];
        double[] w = weights == null ? null : new double[entries];
        for (int e = 0; e < entries; e++) {
            for (int n = 0; n < to.length; n++) {
                to[n][e] = subscripts[n][sorted[runs[e]]];
            }
            x[e] = joined(sorted, runs[e], runs[e + 1], values, policy);
            if (w != null) {
                w[e] = joined(
                        sorted, runs[e], runs[e + 1], weights, policy == Duplicates.LAST ? policy : Duplicates.MEAN);
            }
        }
        return new SparseTensor(shape, to, x, w);
    }

    private SparseTensor gathered(Shape shape, int[] sorted) {
        int[][] to = new int[subscripts.length][];
        double[][] x = new double[2][];
        Threads.current().each(to.length + 2, k -> {
            if (k < to.length) {
                to[k] = CountingSort.gather(subscripts[k], sorted);
            } else if (k == to.length) {
                x[0] = CountingSort.gather(values, sorted);
            } else if (weights != null) {
                x[1] = CountingSort.gather(weights, sorted);
            }
        });
        return new SparseTensor(shape, to, x[0], x[1]);
    }

    private int[] runStarts(int[] sorted) {
        int[] starts = new int[sorted.length + 1];
        int runs = 0;
        for (int p = 0; p < sorted.length; p++) {
            if (p == 0 || !same(sorted[p - 1], sorted[p])) {
                starts[runs++] = p;
            } else if (policy == Duplicates.ERROR) {
                int q = sorted[p];
                int[] subscript = new int[subscripts.length];
                Arrays.setAll(subscript, n -> subscripts[n][q]);
                throw new EntryException("an entry stands more than once: ", subscript, "");
            }
        }
        starts[runs] = sorted.length;
        return Arrays.copyOf(starts, runs + 1);
    }

    private boolean same(int p, int q) {
        for (int[] mode : subscripts) {
            if (mode[p] != mode[q]) {
                return false;
            }
        }
        return true;
    }

    private static double joined(int[] sorted, int from, int to, double[] of, Duplicates policy) {
        if (to - from == 1 || policy == Duplicates.LAST) {
            return of[sorted[to - 1]];
        }
        double sum = 0;
        for (int p = from; p < to; p++) {
            sum += of[sorted[p]];
        }
        return policy == Duplicates.MEAN ? sum / (to - from) : sum;
    }
}
