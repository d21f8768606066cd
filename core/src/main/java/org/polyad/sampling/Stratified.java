package org.polyad.sampling;

/**
 * Listed entries with weight nnz / s_nz and zeros with weight (prod I_n - nnz) / s_z, both with replacement. A cell drawn as a zero
 * that is listed is drawn again; in a piece of a cut row, whose zeros nobody counted, it is left out: there the row's cells are
 * drawn at their rate, and only those that are zeros of the piece count.
 */
public final class Stratified implements Sampler {
    private static final long serialVersionUID = 1L;

    private final double nonzeroWeight;
    private final double zeroWeight;

    /**
     * @param nonzeroWeight entries of the tensor over draws a step
     * @param zeroWeight zeros of the tensor over draws a step
     */
    public Stratified(double nonzeroWeight, double zeroWeight) {
        this.nonzeroWeight = nonzeroWeight;
        this.zeroWeight = zeroWeight;
    }

    @Override
    public double nonzeroRate(OwnedCells cells) {
        return cells.entries() / nonzeroWeight;
    }

    @Override
    public double zeroRate(OwnedCells cells) {
        return zeroWeight == 0 ? 0 : (cells.isPiece() ? cells.rowCells() : cells.zeros()) / zeroWeight;
    }

    @Override
    public double zeroWeight() {
        return zeroWeight;
    }

    @Override
    public double nonzeroWeight() {
        return nonzeroWeight;
    }

    @Override
    public void draw(OwnedCells cells, int nonzeros, int zeros, DrawStream random, Sample to) {
        to.clear();
        Uniform.addEntries(cells, nonzeros, random, to);
        to.scale(0, nonzeroWeight);
        to.endNonzeros(0);
        for (int k = 0; k < zeros; k++) {
            cells.addZero(random, to);
        }
        to.scale(to.nonzeros(), zeroWeight);
    }
}
