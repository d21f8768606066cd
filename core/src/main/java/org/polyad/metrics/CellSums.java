package org.polyad.metrics;

import java.util.Arrays;
import org.polyad.loss.Loss;
import org.polyad.model.TensorModel;
import org.polyad.tensor.SparseTensor;

/** Sums over cells, accumulated in the order of the cells. */
final class CellSums {
    private static final int CHUNK = 1024;

    double weight;
    double loss;
    double saturated;
    double squaredErrors;
    double absoluteErrors;
    double squares;

    private final Loss of;
    private final TensorModel model;

    CellSums(Loss of, TensorModel model) {
        this.of = of;
        this.model = model;
    }

    /**
     * Adds the cells {@code from .. to - 1}.
     *
     * @param models m of each cell of the tensor (output)
     */
    void add(SparseTensor cells, int from, int to, double[] models) {
        double[] m = new double[CHUNK];
        double[] f = new double[CHUNK];
        double[] x = new double[CHUNK];
        int[][] subscripts = new int[cells.order()][];
        Arrays.setAll(subscripts, cells::subscripts);
        model.values().fill(subscripts, from, to, models);
        for (int start = from; start < to; start += CHUNK) {
            int n = Math.min(CHUNK, to - start);
            System.arraycopy(models, start, m, 0, n);
            System.arraycopy(cells.values(), start, x, 0, n);
            of.evaluate(n, x, m, f, null, null);
            for (int p = 0; p < n; p++) {
                addCell(x[p], m[p], f[p], cells.weight(start + p));
            }
        }
    }

    /** Adds cells that the model does not have. */
    void add(ColdCells cells) {
        for (int p = 0; p < cells.count(); p++) {
            double x = cells.x()[p];
            double m = cells.m()[p];
            addCell(x, m, of.value(x, m), cells.weights()[p]);
        }
    }

    private void addCell(double x, double m, double f, double w) {
        if (w == 0) {
            // A weight of 0 excludes the cell, even where f is infinite.
            return;
        }
        double error = x - of.mean(m);
        weight += w;
        loss += w * f;
        saturated += w * saturated(x);
        squaredErrors += w * error * error;
        absoluteErrors += w * Math.abs(error);
        squares += w * x * x;
    }

    private double lastX = Double.NaN;
    private double lastSaturated;

    /** Keeps the last result: most cells have the same x, and a user's loss may search for the infimum. */
    private double saturated(double x) {
        if (x != lastX) {
            lastX = x;
            lastSaturated = of.saturated(x);
        }
        return lastSaturated;
    }

    CellSums copy() {
        return new CellSums(of, model).plus(this);
    }

    CellSums minus(CellSums other) {
        weight -= other.weight;
        loss -= other.loss;
        saturated -= other.saturated;
        squaredErrors -= other.squaredErrors;
        absoluteErrors -= other.absoluteErrors;
        squares -= other.squares;
        return this;
    }

    CellSums plus(CellSums other) {
        weight += other.weight;
        loss += other.loss;
        saturated += other.saturated;
        squaredErrors += other.squaredErrors;
        absoluteErrors += other.absoluteErrors;
        squares += other.squares;
        return this;
    }
}
