package org.polyad.sampling;

import org.polyad.random.DrawStream;

/** Listed entries, each as likely as the others, with replacement; for tensors whose unlisted entries are missing. */
public final class Uniform extends Sampler {
    private static final long serialVersionUID = 1L;

    /** @param nonzeroWeight entries of the tensor over draws a step */
    public Uniform(double nonzeroWeight) {
        super(nonzeroWeight, 0);
    }

    @Override
    double drawnFrom(OwnedCells cells) {
        return 0;
    }

    @Override
    void addZero(OwnedCells cells, DrawStream random, Sample to) {
        throw new IllegalStateException("a uniform sample has no zeros");
    }
}
