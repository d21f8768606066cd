package org.polyad.moments;

/**
 * Third moments of centred samples in a few directions U: with p = U'(x - m) and r = (||x - m||^2 - ||p||^2) / (d - columns), sums of p
 * (x) p (x) p and of p r; and for each direction u of the first half of the samples, by those of the second half, the sum of (u'(x -
 * m))^2 - r and of its square, which tell whether there is more variance than noise.
 */
final class ProjectionPass implements Pass<SampleBlock> {
    private static final long serialVersionUID = 1L;

    private final double[] mean;
    private final double[] directions;
    private final double[] first;
    private final int columns;
    private final long seed;

    /** @param directions columns x d, row-major, orthonormal; first likewise with any number of rows */
    ProjectionPass(double[] mean, double[] directions, double[] first, long seed) {
        this.mean = mean;
        this.directions = directions;
        this.first = first;
        this.columns = directions.length / mean.length;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "third moments in " + columns + " directions";
    }

    /** p^3, p r; then of the test: weighted sums, squares with squared weights, with squared weights, weights and their squares. */
    @Override
    public int[] lengths() {
        int tested = first.length / mean.length;
        return new int[] {SmallTensor.length(columns), columns, tested, tested, tested, 2};
    }

    @Override
    public void add(SampleBlock block, double[][] sums) {
        int d = mean.length;
        double[] centred = CovariancePass.centred(block, mean);
        SmallTensor cube = new SmallTensor(columns, sums[0]);
        double[] p = new double[columns];
        for (int s = 0; s < block.samples(); s++) {
            double rest = 0;
            for (int i = 0; i < d; i++) {
                rest += centred[s * d + i] * centred[s * d + i];
            }
            for (int c = 0; c < columns; c++) {
                p[c] = product(directions, c, centred, s);
                rest -= p[c] * p[c];
            }
            double r = rest / (d - columns);
            cube.addCube(block.weights[s], p);
            for (int c = 0; c < columns; c++) {
                sums[1][c] += block.weights[s] * p[c] * r;
            }
            if (!block.first(s, seed)) {
                test(centred, s, r, block.weights[s], sums);
            }
        }
    }

    private double product(double[] rows, int row, double[] centred, int sample) {
        int d = mean.length;
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += rows[row * d + i] * centred[sample * d + i];
        }
        return sum;
    }

    private void test(double[] centred, int sample, double r, double weight, double[][] sums) {
        for (int c = 0; c < sums[2].length; c++) {
            double u = product(first, c, centred, sample);
            double estimate = weight * (u * u - r);
            sums[2][c] += estimate;
            sums[3][c] += estimate * estimate;
            sums[4][c] += weight * estimate;
        }
        sums[5][0] += weight;
        sums[5][1] += weight * weight;
    }
}
