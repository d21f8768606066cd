package org.polyad.metrics;

import java.util.Arrays;
import org.polyad.loss.Loss;
import org.polyad.parallel.Threads;
import org.polyad.sampling.AllCells;
import org.polyad.sampling.Slab;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/** Visits cells in ranges that do not depend on the threads, and adds what they found in the order of the ranges. */
final class Visit {
    private static final int RANGE = 1 << 15;
    /** Cells of a slab: its subscripts are written out while it is visited. */
    private static final double SLAB = 1 << 18;

    private final Loss loss;
    private final FactorMatrix[] factors;

    Visit(Loss loss, FactorMatrix[] factors) {
        this.loss = loss;
        this.factors = factors;
    }

    /** Cells that were visited: sums, and m of each. */
    record Seen(CellSums sums, double[] models) {}

    Seen listed(SparseTensor cells) {
        double[] models = new double[cells.entries()];
        CellSums[] parts = new CellSums[(cells.entries() + RANGE - 1) / RANGE];
        Threads.current().each(parts.length, k -> {
            CellSums sums = new CellSums(loss, factors);
            sums.add(cells, k * RANGE, (int) Math.min(cells.entries(), (k + 1L) * RANGE), models);
            parts[k] = sums;
        });
        CellSums all = new CellSums(loss, factors);
        for (CellSums part : parts) {
            all.plus(part);
        }
        return new Seen(all, models);
    }

    /** Every cell that is not {@code taken}, with x = 0. @param keepModels whether their m are wanted, else none are kept */
    Seen untaken(SparseTensor taken, boolean keepModels) {
        double rowCells = taken.shape().cells() / taken.shape().size(0);
        int rows = (int) Math.max(1, Math.min(taken.shape().size(0), SLAB / rowCells));
        Seen[] parts = new Seen[(taken.shape().size(0) + rows - 1) / rows];
        Threads.current().each(parts.length, k -> {
            int firstRow = k * rows;
            int endRow = (int) Math.min(taken.shape().size(0), (long) firstRow + rows);
            SparseTensor inside = rows(taken, firstRow, endRow);
            SparseTensor zeros = AllCells.zeros(new Slab(inside, firstRow, endRow), inside);
            CellSums sums = new CellSums(loss, factors);
            double[] models = new double[zeros.entries()];
            sums.add(zeros, 0, zeros.entries(), models);
            parts[k] = new Seen(sums, keepModels ? models : new double[0]);
        });
        return joined(parts);
    }

    private Seen joined(Seen[] parts) {
        long count = 0;
        for (Seen part : parts) {
            count += part.models.length;
        }
        CellSums all = new CellSums(loss, factors);
        double[] models = new double[Math.toIntExact(count)];
        int at = 0;
        for (Seen part : parts) {
            all.plus(part.sums);
            System.arraycopy(part.models, 0, models, at, part.models.length);
            at += part.models.length;
        }
        return new Seen(all, models);
    }

    /** The entries of some rows of mode 0; entries are sorted by row. */
    private static SparseTensor rows(SparseTensor tensor, int firstRow, int endRow) {
        int from = first(tensor.subscripts(0), firstRow);
        int to = first(tensor.subscripts(0), endRow);
        int[][] subscripts = new int[tensor.order()][];
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = Arrays.copyOfRange(tensor.subscripts(n), from, to);
        }
        return new SparseTensor(tensor.shape(), subscripts, Arrays.copyOfRange(tensor.values(), from, to), null);
    }

    /** The first place whose number is {@code least} or more. */
    private static int first(int[] sorted, int least) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
