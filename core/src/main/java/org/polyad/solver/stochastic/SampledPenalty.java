package org.polyad.solver.stochastic;

import org.polyad.blocks.ModeView;
import org.polyad.model.Penalty;
import org.polyad.sampling.Sample;
import org.polyad.sampling.Sampler;
import org.polyad.tensor.Shape;

/**
 * The penalty's gradient from sampled cells. Each entry of a row in the block carries an equal part of 2 reg_n c_j a, whatever its value, times
 * the weight of its draw: the mean over samples is then the whole gradient, at the cost of the sample. A cell set aside is such an entry too,
 * although it does not count for c_j. In a row without entries, each zero carries a part in the same way.
 */
final class SampledPenalty {
    private final Penalty penalty;
    private final Sampler sampler;
    private final ModeView view;
    private final double cellsOfRow;

    /** @param view the block from which cells are drawn */
    SampledPenalty(Penalty penalty, Sampler sampler, Shape shape, ModeView view) {
        this.penalty = penalty;
        this.sampler = sampler;
        this.view = view;
        this.cellsOfRow = shape.cells() / shape.size(view.mode());
    }

    /** @param places of the sample's rows (input) @param of the rows whose gradients are added to */
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

    /** A sampled cell's part of its row's penalty. A piece of a cut row has a part of the row's entries. */
    private double part(double whole, int row, boolean entry) {
        int at = row - view.firstRow();
        double entries = view.rowStart()[at + 1] - view.rowStart()[at];
        if (entry) {
            return whole * sampler.nonzeroWeight() / (entries * view.pieces());
        }
        return entries == 0 ? whole * sampler.zeroWeight() / cellsOfRow : 0;
    }
}
