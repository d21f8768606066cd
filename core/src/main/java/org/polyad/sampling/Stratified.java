package org.polyad.sampling;

import org.polyad.random.DrawStream;

/**
 * Listed entries with weight nnz / s_nz and zeros with weight (prod I_n - nnz) / s_z, both with replacement. A cell drawn as a zero
 * that is listed is drawn again; in a piece of a cut row, whose zeros nobody counted, it is left out: there the row's cells are
 * drawn at their rate, and only those that are zeros of the piece count.
 */
public final class Stratified extends Sampler {
    private static final long serialVersionUID = 1L;

    /**
     * @param nonzeroWeight entries of the tensor over draws a step
     * @param zeroWeight zeros of the tensor over draws a step
     */
    public Stratified(double nonzeroWeight, double zeroWeight) {
        super(nonzeroWeight, zeroWeight);
    }

    @Override
    double drawnFrom(OwnedCells cells) {
        return cells.isPiece() ? cells.rowCells() : cells.zeros();
    }

    @Override
    void addZero(OwnedCells cells, DrawStream random, Sample to) {
        cells.addZero(random, to);
    }
}
