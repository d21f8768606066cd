package org.polyad.solver;

import org.polyad.sampling.Sample;
import org.polyad.sampling.Sampler;
import org.polyad.tensor.Shape;

/**
 * The penalty's gradient in a step that knows of a few cells only: each listed entry of a row carries an equal part of 2 reg_n c_j a,
 * with the weight that it was drawn with, so that the mean over samples is the whole, and the cost is that of the sample. In a row
 * without listed entries every cell is a zero, and carries a part in the same way.
 */
final class SampledPenalty {
    private final Penalty penalty;
    private final Sampler sampler;
    private final double[] cellsOfRow;

    SampledPenalty(Penalty penalty, Sampler sampler, Shape shape) {
        this.penalty = penalty;
        this.sampler = sampler;
        this.cellsOfRow = new double[shape.order()];
        for (int n = 0; n < cellsOfRow.length; n++) {
            cellsOfRow[n] = shape.cells() / shape.size(n);
        }
    }

    /** @param places of the sample's cells, by mode (input); @param rows their gradients are added to */
    void addGradient(Sample sample, int[][] places, TouchedRows[] rows) {
        for (int n = 0; n < rows.length; n++) {
            if (penalty.none(n)) {
                continue;
            }
            TouchedRows of = rows[n];
            for (int p = 0; p < sample.size(); p++) {
                int place = places[n][p];
                double part = part(sample, p, n, of.listed[place]);
                int at = place * of.stride;
                for (int r = at; part != 0 && r < at + of.rank; r++) {
                    of.gradient[r] += part * of.a[r];
                }
            }
        }
    }

    private double part(Sample sample, int p, int mode, double listed) {
        if (p >= sample.nonzeros()) {
            return listed == 0 ? 2 * penalty.of(mode, 0) * sampler.zeroWeight() / cellsOfRow[mode] : 0;
        }
        // a cell set aside: it is among the entries only to be told from a zero
        boolean aside = sample.x()[p] == 0 && sample.weights()[p] == 0;
        return aside ? 0 : 2 * penalty.of(mode, listed) * sampler.nonzeroWeight() / listed;
    }
}
