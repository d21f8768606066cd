package org.polyad.sampling;

/** Listed entries, each as likely as the others, with replacement: what there is where unlisted entries are missing. */
public final class Uniform implements Sampler {
    private static final long serialVersionUID = 1L;

    private final double nonzeroWeight;

    /** @param nonzeroWeight entries of the tensor over draws a step */
    public Uniform(double nonzeroWeight) {
        this.nonzeroWeight = nonzeroWeight;
    }

    @Override
    public double nonzeroRate(OwnedCells cells) {
        return cells.entries() / nonzeroWeight;
    }

    @Override
    public double zeroRate(OwnedCells cells) {
        return 0;
    }

    @Override
    public double zeroWeight() {
        return 0;
    }

    @Override
    public double nonzeroWeight() {
        return nonzeroWeight;
    }

    @Override
    public void draw(OwnedCells cells, int nonzeros, int zeros, DrawStream random, Sample to) {
        to.clear();
        addEntries(cells, nonzeros, random, to);
        to.scale(0, nonzeroWeight);
        to.endNonzeros(0);
    }

    static void addEntries(OwnedCells cells, int count, DrawStream random, Sample to) {
        for (int k = 0; k < count; k++) {
            cells.addEntry(random.below(cells.entries()), to);
        }
    }
}
