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
    private final int mode;
    private final double cellsOfRow;

    SampledPenalty(Penalty penalty, Sampler sampler, Shape shape, int mode) {
        this.penalty = penalty;
        this.sampler = sampler;
        this.mode = mode;
        this.cellsOfRow = shape.cells() / shape.size(mode);
    }

    /** @param places of the sample's rows (input); @param of their gradients are added to */
    void addGradient(Sample sample, int[] places, TouchedRows of) {
        if (penalty.none(mode)) {
            return;
        }
        for (int p = 0; p < sample.size(); p++) {
            int place = places[p];
            double part = part(sample, p, of.listed[place]);
            int at = place * of.stride;
            for (int r = at; part != 0 && r < at + of.rank; r++) {
                of.gradient[r] += part * of.a[r];
            }
        }
    }

    private double part(Sample sample, int p, double listed) {
        if (p >= sample.nonzeros()) {
            return listed == 0 ? 2 * penalty.of(mode, 0) * sampler.zeroWeight() / cellsOfRow : 0;
        }
        // a cell set aside: it is among the entries only to be told from a zero
        boolean aside = sample.x()[p] == 0 && sample.weights()[p] == 0;
        return aside ? 0 : 2 * penalty.of(mode, listed) * sampler.nonzeroWeight() / listed;
    }
}
