package org.polyad.metrics;

import org.polyad.loss.Loss;
import org.polyad.parallel.Threads;
import org.polyad.sampling.AllCells;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/** Visits cells in ranges that do not depend on the threads, and adds what they found in the order of the ranges. */
final class Visit {
    private static final int RANGE = 1 << 15;

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
        Seen[] parts = new Seen[AllCells.slabs(taken.shape())];
        Threads.current().each(parts.length, k -> {
            SparseTensor zeros = AllCells.zeros(taken, k);
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
}
