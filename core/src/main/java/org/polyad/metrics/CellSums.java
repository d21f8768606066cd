package org.polyad.metrics;

import java.util.Arrays;
import org.polyad.kernel.CellModels;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/** Sums over cells that were visited, in the order of the cells. */
final class CellSums {
    private static final int CHUNK = 1024;

    double weight;
    double loss;
    double saturated;
    double squaredErrors;
    double absoluteErrors;
    double squares;

    private final Loss of;
    private final FactorMatrix[] factors;

    /** @param factors the model, lambda spread over them */
    CellSums(Loss of, FactorMatrix[] factors) {
        this.of = of;
        this.factors = factors;
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
        new CellModels(factors).fill(subscripts, from, to, models);
        for (int start = from; start < to; start += CHUNK) {
            int n = Math.min(CHUNK, to - start);
            System.arraycopy(models, start, m, 0, n);
            System.arraycopy(cells.values(), start, x, 0, n);
            of.values(n, x, m, f);
            for (int p = 0; p < n; p++) {
                addCell(x[p], m[p], f[p], cells.weight(start + p));
            }
        }
    }

    private void addCell(double x, double m, double f, double w) {
        if (w == 0) {
            // A weight of 0 takes the cell out, even where f is infinite.
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

    /** Most cells are alike, and a loss of one's own may search for the infimum. */
    private double saturated(double x) {
        if (x != lastX) {
            lastX = x;
            lastSaturated = of.saturated(x);
        }
        return lastSaturated;
    }

    CellSums copy() {
        return new CellSums(of, factors).plus(this);
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
