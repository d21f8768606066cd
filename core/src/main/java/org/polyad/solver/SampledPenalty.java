package org.polyad.solver;

import org.polyad.sampling.Sample;
import org.polyad.sampling.Sampler;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.Shape;

/**
 * The penalty's gradient in a step that knows of a few cells only: each entry that a row has in the block carries an equal part of
 * 2 reg_n c_j a, whatever its value and weight, with the weight that it was drawn with, so that the mean over samples is the whole,
 * and the cost is that of the sample. A cell set aside is such an entry too, though it does not count for c_j. In a row without
 * entries every cell is a zero, and carries a part in the same way.
 */
final class SampledPenalty {
    private final Penalty penalty;
    private final Sampler sampler;
    private final ModeView view;
    private final double cellsOfRow;

    /** @param view the block: what it samples from */
    SampledPenalty(Penalty penalty, Sampler sampler, Shape shape, ModeView view) {
        this.penalty = penalty;
        this.sampler = sampler;
        this.view = view;
        this.cellsOfRow = shape.cells() / shape.size(view.mode());
    }

    /** @param places of the sample's rows (input); @param of their gradients are added to */
    void addGradient(Sample sample, int[] places, TouchedRows of) {
        if (penalty.none(view.mode())) {
            return;
        }
        int[] rows = sample.subscripts(view.mode());
        for (int p = 0; p < sample.size(); p++) {
            int place = places[p];
            double part = part(2 * penalty.of(view.mode(), of.listed[place]), rows[p], p < sample.nonzeros());
            int at = place * of.stride;
            for (int r = at; part != 0 && r < at + of.rank; r++) {
                of.gradient[r] += part * of.a[r];
            }
        }
    }

    /** What a sampled cell carries of its row's penalty. A piece of a cut row is one of several blocks, each with a part of the row. */
    private double part(double whole, int row, boolean entry) {
        int at = row - view.firstRow();
        double entries = view.rowStart()[at + 1] - view.rowStart()[at];
        if (entry) {
            return whole * sampler.nonzeroWeight() / (entries * view.pieces());
        }
        return entries == 0 ? whole * sampler.zeroWeight() / cellsOfRow : 0;
    }
}
