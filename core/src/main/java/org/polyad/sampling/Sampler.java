package org.polyad.sampling;

import java.io.Serializable;

/**
 * How cells are drawn so that a weighted sum over the sample estimates the sum over all cells without bias. Each block draws from
 * the rows that it owns, as often as its share says (see {@link Quota}); weights are the same in all blocks.
 *
 * <p>Source: T. G. Kolda, D. Hong, Stochastic Gradients for Large-Scale Tensor Decomposition, SIAM J. Math. Data Sci. 2(4), 2020.
 */
public sealed interface Sampler extends Serializable permits Uniform, Stratified, SemiStratified {
    /** The mean number of listed entries that a block draws a step: its entries over the weight of each. */
    double nonzeroRate(OwnedCells cells);

    /** The mean number of zeros that a block draws a step. */
    double zeroRate(OwnedCells cells);

    /** The weight of a zero drawn. */
    double zeroWeight();

    /** The weight of a listed entry drawn. */
    double nonzeroWeight();

    /**
     * Draws a step's sample from a block.
     *
     * @param nonzeros how many listed entries; 0 in a block without any
     * @param zeros how many zeros
     * @param to the sample (output, overwritten)
     */
    void draw(OwnedCells cells, int nonzeros, int zeros, DrawStream random, Sample to);
}
