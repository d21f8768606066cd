package org.polyad.metrics;

import org.polyad.loss.Loss;
import org.polyad.model.TensorModel;
import org.polyad.parallel.Threads;
import org.polyad.sampling.AllCells;
import org.polyad.tensor.SparseTensor;

/** Computes sums over cells in ranges, which are added in their order, so that the result does not depend on the threads. */
final class CellScan {
    private static final int RANGE = 1 << 15;

    private final Loss loss;
    private final TensorModel model;

    CellScan(Loss loss, TensorModel model) {
        this.loss = loss;
        this.model = model;
    }

    /** Sums over cells, and m of each. */
    record Scanned(CellSums sums, double[] models) {}

    Scanned listed(SparseTensor cells) {
        double[] models = new double[cells.entries()];
        CellSums[] parts = new CellSums[(cells.entries() + RANGE - 1) / RANGE];
        Threads.current().each(parts.length, k -> {
            CellSums sums = new CellSums(loss, model);
            sums.add(cells, k * RANGE, (int) Math.min(cells.entries(), (k + 1L) * RANGE), models);
            parts[k] = sums;
        });
        CellSums all = new CellSums(loss, model);
        for (CellSums part : parts) {
            all.plus(part);
        }
        return new Scanned(all, models);
    }

    /** Every cell that is not {@code taken}, with x = 0. @param keepModels whether their m are wanted, else none are kept */
    Scanned untaken(SparseTensor taken, boolean keepModels) {
        Scanned[] parts = new Scanned[AllCells.slabs(taken.shape())];
        Threads.current().each(parts.length, k -> {
            SparseTensor zeros = AllCells.zeros(taken, k);
            CellSums sums = new CellSums(loss, model);
            double[] models = new double[zeros.entries()];
            sums.add(zeros, 0, zeros.entries(), models);
            parts[k] = new Scanned(sums, keepModels ? models : new double[0]);
        });
        return joined(parts);
    }

    private Scanned joined(Scanned[] parts) {
        long count = 0;
        for (Scanned part : parts) {
            count += part.models.length;
        }
        CellSums all = new CellSums(loss, model);
        double[] models = new double[Math.toIntExact(count)];
        int at = 0;
        for (Scanned part : parts) {
            all.plus(part.sums);
            System.arraycopy(part.models, 0, models, at, part.models.length);
            at += part.models.length;
        }
        return new Scanned(all, models);
    }
}
