package org.polyad.sampling;

/**
 * Listed entries with weight nnz / s_nz, and cells of any kind, taken for zeros, with weight (prod I_n) / s_z. What listed entries
 * among these add too much is taken off in the mean by the listed entries drawn: their part is (nnz / s_nz) (w f(x, m) - f(0, m)).
 * Needs no look-up of what is listed.
 */
public final class SemiStratified implements Sampler {
    private static final long serialVersionUID = 1L;

    private final double nonzeroWeight;
    private final double zeroWeight;

    /**
     * @param nonzeroWeight entries of the tensor over draws a step
     * @param zeroWeight cells of the tensor over draws of zeros a step
     */
    public SemiStratified(double nonzeroWeight, double zeroWeight) {
        this.nonzeroWeight = nonzeroWeight;
        this.zeroWeight = zeroWeight;
    }

    @Override
    public double nonzeroRate(OwnedCells cells) {
        return cells.entries() / nonzeroWeight;
    }

    @Override
    public double zeroRate(OwnedCells cells) {
        return cells.cells() / zeroWeight;
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
        to.endNonzeros(nonzeroWeight);
        for (int k = 0; k < zeros; k++) {
            cells.addCell(random, to);
        }
        to.scale(to.nonzeros(), zeroWeight);
    }
}
