package org.polyad.moments;

import org.polyad.parallel.Threads;

/** Sums of (x - m)(x - m)', the lower triangle packed, of the first and of the second half of the samples. */
final class CovariancePass implements Pass<SampleBlock> {
    private static final long serialVersionUID = 1L;

    private final double[] mean;
    private final long seed;

    CovariancePass(double[] mean, long seed) {
        this.mean = mean;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "covariance of " + mean.length + " features";
    }

    /** First half, second half, their weights. */
    @Override
    public int[] lengths() {
        int packed = mean.length * (mean.length + 1) / 2;
        return new int[] {packed, packed, 2};
    }

    @Override
    public void add(SampleBlock block, double[][] sums) {
        int d = mean.length;
        double[] centred = centred(block, mean);
        double[][] to = new double[block.samples()][];
        for (int s = 0; s < to.length; s++) {
            int half = block.first(s, seed) ? 0 : 1;
            to[s] = sums[half];
            sums[2][half] += block.weights[s];
        }
        Threads.current().each(d, k -> {
            // The long rows first.
            int i = d - 1 - k;
            int row = i * (i + 1) / 2;
            for (int s = 0; s < to.length; s++) {
                double factor = block.weights[s] * centred[s * d + i];
                double[] sum = to[s];
                for (int j = 0; j <= i; j++) {
                    sum[row + j] += factor * centred[s * d + j];
                }
            }
        });
    }

    /** x - m of all samples. */
    static double[] centred(SampleBlock block, double[] mean) {
        double[] centred = block.values.clone();
        int d = mean.length;
        for (int p = 0; p < centred.length; p++) {
            centred[p] -= mean[p % d];
        }
        return centred;
    }
}
