package org.polyad.moments;

/** Sums of samples and of their weights. */
final class MeanPass implements Pass<SampleBlock> {
    private static final long serialVersionUID = 1L;

    private final int features;

    MeanPass(int features) {
        this.features = features;
    }

    @Override
    public String name() {
        return "mean";
    }

    /** Sums; then of weights, and the number of samples. */
    @Override
    public int[] lengths() {
        return new int[] {features, 2};
    }

    @Override
    public void add(SampleBlock block, double[][] sums) {
        for (int s = 0; s < block.samples(); s++) {
            double weight = block.weights[s];
            for (int i = 0; i < features; i++) {
                sums[0][i] += weight * block.values[s * features + i];
            }
            sums[1][0] += weight;
            sums[1][1]++;
        }
    }
}
