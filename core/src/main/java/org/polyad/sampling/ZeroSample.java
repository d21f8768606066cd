package org.polyad.sampling;

import org.polyad.blocks.ModeView;
import org.polyad.random.DrawStream;
import org.polyad.random.Purpose;
import org.polyad.random.Quota;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * A sample of zeros in place of all unlisted cells of a tensor too large to visit, drawn once for a run: {@link Stratified}'s zeros, as a
 * stochastic step draws them, with the weight
 *
 * <pre>(unlisted cells in training) / (draws)</pre>
 *
 * <p>Rows of mode 0 draw by their share, and from a stream of their own, so that the sample does not depend on how the rows are spread
 * over slabs. A cell drawn twice weighs twice.
 */
public final class ZeroSample {
    /** With fewer draws a sample is too noisy to fit to. */
    private static final double LEAST = 1e6;

    /** Beyond so many draws, draw at most as many zeros as there are listed entries. */
    private static final double MANY = 2e7;

    private static final double FACTOR = 3;

    /** In longer modes rows draw in groups, since a visit to each would take longer than the draws. */
    private static final int MOST_GROUPS = 1 << 20;

    /** The number of this quota; those of the stochastic steps are smaller. */
    private static final int WHICH = 3;

    private ZeroSample() {}

    /**
     * How many draws: min(max(10^6, 3 nnz), max(2 10^7, nnz), unlisted), so three zeros for each entry while memory is no
     * concern, and one when it is.
     */
    public static long draws(long listed, double unlisted) {
        double wanted = Math.min(Math.max(LEAST, FACTOR * listed), Math.max(MANY, listed));
        return (long) Math.min(wanted, unlisted);
    }

    /** How many rows of mode 0 draw together; a slab begins with a multiple of these. */
    public static int rowsTogether(Shape shape) {
        return 1 + (shape.size(0) - 1) / MOST_GROUPS;
    }

    /**
     * The zeros drawn from a slab's rows, with x = 0 and their weights.
     *
     * @param taken the slab with every cell that must not be drawn: the listed ones, and those set aside
     * @param weight of a draw
     */
    public static SparseTensor draw(Slab taken, long seed, double weight) {
        Shape shape = taken.shape();
        Stratified sampler = new Stratified(1, weight);
        DrawStream random = new DrawStream(seed, Purpose.ZERO_SAMPLE);
        SparseTensorBuilder drawn = SparseTensor.builder(shape.order());
        Sample sample = new Sample(shape.order());
        int together = rowsTogether(shape);
        int from = 0;
        for (int row = taken.firstRow(); row < taken.endRow(); row += together) {
            int end = Math.min(taken.endRow(), row + together);
            int to = from;
            while (to < taken.listed().entries() && taken.listed().subscripts(0)[to] < end) {
                to++;
            }
            OwnedCells cells = new OwnedCells(ModeView.ofFirstMode(taken.listed(), row, end, from, to), shape);
            int group = row / together;
            int count = new Quota(sampler.zeroRate(cells), seed, group, WHICH).at(0);
            sampler.draw(cells, 0, count, random.restart(0, group), sample);
            add(sample, drawn);
            from = to;
        }
        SparseTensor zeros = drawn.build(shape, Duplicates.SUM);
        double[] weights = zeros.values().clone();
        for (int p = 0; p < weights.length; p++) {
            weights[p] *= weight;
        }
        return Entries.zeros(zeros, weights);
    }

    private static void add(Sample sample, SparseTensorBuilder to) {
        int[] subscript = new int[to.order()];
        for (int p = 0; p < sample.size(); p++) {
            for (int n = 0; n < subscript.length; n++) {
                subscript[n] = sample.subscripts(n)[p];
            }
            to.add(subscript, 1);
        }
    }
}
