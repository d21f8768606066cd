package org.polyad.sampling;

import org.polyad.random.DrawStream;

/**
 * Listed entries with weight nnz / s_nz, and cells of any kind, treated as zeros, with weight (prod I_n) / s_z. Some of these are
 * listed; what they add too much is subtracted, in the mean, by the listed entries drawn, whose part is (nnz / s_nz) (w f(x, m) - f(0,
 * m)). So no look-up is needed of what is listed.
 */
public final class SemiStratified extends Sampler {
    private static final long serialVersionUID = 1L;

    /**
     * @param nonzeroWeight entries of the tensor over draws a step
     * @param zeroWeight cells of the tensor over draws of zeros a step
     */
    public SemiStratified(double nonzeroWeight, double zeroWeight) {
        super(nonzeroWeight, zeroWeight);
    }

    @Override
    double drawnFrom(OwnedCells cells) {
        return cells.cells();
    }

    @Override
    void addZero(OwnedCells cells, DrawStream random, Sample to) {
        cells.addCell(random, to);
    }

    @Override
    double correction() {
        return nonzeroWeight();
    }
}
