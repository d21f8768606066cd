package org.polyad.sampling;

import java.io.Serializable;
import org.polyad.random.DrawStream;
import org.polyad.random.Quota;

/**
 * How cells are drawn so that a weighted sum over the sample estimates the sum over all cells without bias. Each block draws from
 * the rows that it owns, as often as its share says (see {@link Quota}); weights are the same in all blocks.
 *
 * <p>Source: T. G. Kolda, D. Hong, Stochastic Gradients for Large-Scale Tensor Decomposition, SIAM J. Math. Data Sci. 2(4), 2020.
 */
public abstract sealed class Sampler implements Serializable permits Uniform, Stratified, SemiStratified {
    private static final long serialVersionUID = 1L;

    private final double nonzeroWeight;
    private final double zeroWeight;

    /** @param zeroWeight 0: no zeros are drawn */
    Sampler(double nonzeroWeight, double zeroWeight) {
        this.nonzeroWeight = nonzeroWeight;
        this.zeroWeight = zeroWeight;
    }

    /** The weight of each listed entry drawn. */
    public final double nonzeroWeight() {
        return nonzeroWeight;
    }

    /** The weight of each zero drawn. */
    public final double zeroWeight() {
        return zeroWeight;
    }

    /** The mean number of listed entries that a block draws a step: its entries over the weight of each. */
    public final double nonzeroRate(OwnedCells cells) {
        return cells.entries() == 0 ? 0 : cells.entries() / nonzeroWeight;
    }

    /** The mean number of zeros that a block draws a step. */
    public final double zeroRate(OwnedCells cells) {
        return zeroWeight == 0 ? 0 : drawnFrom(cells) / zeroWeight;
    }

    /**
     * Draws a step's sample from a block.
     *
     * @param nonzeros how many listed entries; 0 in a block without any
     * @param zeros how many zeros
     * @param to the sample (output, overwritten)
     */
    public final void draw(OwnedCells cells, int nonzeros, int zeros, DrawStream random, Sample to) {
        to.clear();
        cells.addEntries(nonzeros, nonzeroWeight, random, to);
        to.endNonzeros(correction());
        for (int k = 0; k < zeros; k++) {
            addZero(cells, random, to);
        }
        to.scale(to.nonzeros(), zeroWeight);
    }

    /** The number of the block's cells that zeros are drawn from. */
    abstract double drawnFrom(OwnedCells cells);

    abstract void addZero(OwnedCells cells, DrawStream random, Sample to);

    /** The weight with which each listed entry drawn is subtracted as a zero. */
    double correction() {
        return 0;
    }
}
