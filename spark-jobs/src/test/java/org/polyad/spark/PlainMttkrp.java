package org.polyad.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.tensor.SparseTensor;

/**
 * The MTTKRP of all modes of a tensor of order 3 as anybody would write it, sorted coordinates and a plain loop over the columns: a
 * yardstick that is the same on every machine.
 */
final class PlainMttkrp {
    private static final int ROUNDS = 12;

    private PlainMttkrp() {}

    /** The least seconds of some rounds. */
    static double seconds(SparseTensor data, int rank, int threads) {
        double[][] factors = new double[3][];
        ModeView[][] views = new ModeView[3][];
        for (int n = 0; n < 3; n++) {
            factors[n] = new double[data.shape().size(n) * rank];
            Arrays.fill(factors[n], 0.5);
            long[] counts = data.sliceCounts(n);
            views[n] = ModeViews.build(data, n, RowBlocks.cut(counts, 0), counts);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        double least = Double.POSITIVE_INFINITY;
        try {
            for (int k = 0; k < ROUNDS; k++) {
                long begin = System.nanoTime();
                for (int n = 0; n < 3; n++) {
                    double[] left = factors[n == 0 ? 1 : 0];
                    double[] right = factors[n == 2 ? 1 : 2];
                    List<Callable<double[]>> work = new ArrayList<>();
                    for (ModeView view : views[n]) {
                        work.add(() -> rows(view, left, right, rank));
                    }
                    pool.invokeAll(work).get(0).get();
                }
                least = Math.min(least, (System.nanoTime() - begin) * 1e-9);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdown();
        }
        return least;
    }

    private static double[] rows(ModeView view, double[] left, double[] right, int rank) {
        double[] results = new double[view.rows() * rank];
        double[] sum = new double[rank];
        int[] i = view.subscripts()[view.mode() == 0 ? 1 : 0];
        int[] j = view.subscripts()[view.mode() == 2 ? 1 : 2];
        for (int row = 0; row < view.rows(); row++) {
            Arrays.fill(sum, 0);
            add(view.values(), i, j, view.rowStart()[row], view.rowStart()[row + 1], left, right, sum);
            System.arraycopy(sum, 0, results, row * rank, rank);
        }
        return results;
    }

    private static void add(
            double[] x, int[] i, int[] j, int from, int to, double[] left, double[] right, double[] sum) {
        for (int p = from; p < to; p++) {
            int a = i[p] * sum.length;
            int b = j[p] * sum.length;
            double value = x[p];
            for (int r = 0; r < sum.length; r++) {
                sum[r] += value * left[a + r] * right[b + r];
            }
        }
    }
}
