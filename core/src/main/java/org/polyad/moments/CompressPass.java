package org.polyad.moments;

import org.polyad.parallel.Threads;

/**
 * Second and third moments of words in a basis U of K columns, and the test of the first half's directions on the second half. With p
 * = U'c it adds up s3 p (x) p (x) p, s2 p p', s3 c p', and for each direction u of the first half the estimate ((u'c)^2 - sum c_i
 * u_i^2) / (l (l - 1)) of u'E2 u by the documents of the second half, and its square. The terms with equal words are taken off at the
 * end, by {@link TopicMoments}.
 */
final class CompressPass implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private final double[] basis;
    private final double[] first;
    private final int columns;
    private final long seed;

    /** @param basis words x columns, row-major; first likewise: the basis of the first half's E2 alone */
    CompressPass(double[] basis, double[] first, int columns, long seed) {
        this.basis = basis;
        this.first = first;
        this.columns = columns;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "third moments of words in " + columns + " directions";
    }

    /** T, the whole square of R, s3 c p', then of the test: weighted sums, of squares with squared weights, of squared weights. */
    @Override
    public int[] lengths() {
        return new int[] {
            SmallTensor.length(columns), columns * columns, basis.length, columns, columns, columns, 2,
        };
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        int documents = block.documents();
        double[] pair = new double[documents];
        double[] triple = new double[documents];
        for (int d = 0; d < documents; d++) {
            pair[d] = CountMoments.pair(block, d);
            triple[d] = CountMoments.triple(block, d);
        }
        double[] p = new double[documents * columns];
        CountMoments.project(block, basis, columns, p);
        CountMoments.scatter(block, CountMoments.scaled(block, triple), p, columns, sums[2]);
        Threads.current().each(columns, i -> addRow(columns - 1 - i, p, pair, triple, sums));
        test(block, sums);
    }

    /** Row i of R and of T, over all documents; rows are independent, and the longest comes first. */
    private void addRow(int i, double[] p, double[] pair, double[] triple, double[][] sums) {
        double[] square = sums[1];
        double[] cube = sums[0];
        for (int d = 0; d < pair.length; d++) {
            int at = d * columns;
            double two = pair[d] * p[at + i];
            double three = triple[d] * p[at + i];
            for (int j = 0; j < columns; j++) {
                square[i * columns + j] += two * p[at + j];
            }
            for (int j = 0; j <= i; j++) {
                double factor = three * p[at + j];
                int to = SmallTensor.offset(i, j);
                for (int k = 0; k <= j; k++) {
                    cube[to + k] += factor * p[at + k];
                }
            }
        }
    }

    private void test(DocumentBlock block, double[][] sums) {
        double[] once = new double[columns];
        double[] twice = new double[columns];
        for (int d = 0; d < block.documents(); d++) {
            if (block.first(d, seed)) {
                continue;
            }
            java.util.Arrays.fill(once, 0);
            java.util.Arrays.fill(twice, 0);
            for (int c = block.start[d]; c < block.start[d + 1]; c++) {
                double count = block.counts[c];
                int row = block.words[c] * columns;
                for (int k = 0; k < columns; k++) {
                    double u = first[row + k];
                    once[k] += count * u;
                    twice[k] += count * u * u;
                }
            }
            double weight = block.weights[d];
            double pairs = block.lengths[d] * (block.lengths[d] - 1);
            for (int k = 0; k < columns; k++) {
                double estimate = weight * (once[k] * once[k] - twice[k]) / pairs;
                sums[3][k] += estimate;
                sums[4][k] += estimate * estimate;
                sums[5][k] += weight * estimate;
            }
            sums[6][0] += weight;
            sums[6][1] += weight * weight;
        }
    }
}
