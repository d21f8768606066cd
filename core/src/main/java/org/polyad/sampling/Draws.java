package org.polyad.sampling;

import java.util.ArrayList;
import java.util.List;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Unlisted cells, drawn uniformly and without replacement. Every cell, listed or not, is drawn at random times, once a unit of time
 * in the mean (a Poisson process), and the first time counts: so by time t each unlisted cell is there with probability
 *
 * <pre>1 - e^-t</pre>
 *
 * <p>whatever happens to the others, and those there are a simple random sample. Each group of {@link ZeroSample#rowsTogether} rows
 * of mode 0 has a stream of its own, so a slab draws its own cells alone, and the union over slabs does not depend on how the rows
 * are cut. Each mode is drawn by itself, so tensors of more than 2^63 cells are as good as others.
 */
public final class Draws {
    /** Draws that are sorted at a time: most may be listed, so that all at once could take much more memory than what stays. */
    private static final int CHUNK = 1 << 20;

    /** Unlike that of {@link ZeroSample}, which draws for the same purpose. */
    private static final int STREAM = 1;

    private final Slab slab;
    private final Sample buffer;
    private final List<SparseTensor> parts = new ArrayList<>();
    private int flushedRow;

    private Draws(Slab slab) {
        this.slab = slab;
        this.buffer = new Sample(slab.shape().order());
        this.flushedRow = slab.firstRow();
    }

    /**
     * The unlisted cells of a slab that are drawn before {@code until}, with the time of the first draw as value; O(draws) time, of
     * which there are {@code until} for each cell, listed or not.
     */
    public static SparseTensor unlisted(Slab slab, long seed, Purpose purpose, double until) {
        if (until == 0) {
            return Entries.none(slab.shape());
        }
        Draws draws = new Draws(slab);
        draws.draw(new DrawStream(seed, purpose), until);
        return Entries.concatenate(slab.shape(), draws.parts);
    }

    /** How many unlisted cells of a slab are first drawn at {@code edges[k]} or later and before {@code edges[k + 1]}, for each k. */
    public static long[] counts(Slab slab, long seed, Purpose purpose, double[] edges) {
        long[] counts = new long[edges.length - 1];
        for (double time :
                unlisted(slab, seed, purpose, edges[edges.length - 1]).values()) {
            int k = interval(edges, time);
            if (k >= 0) {
                counts[k]++;
            }
        }
        return counts;
    }

    /**
     * About {@code wanted} of a tensor's unlisted cells, at most some 63 % of all, and at least one where there is any.
     *
     * @return each with weight 1: for a sum over all unlisted cells count each as (unlisted cells) / (cells drawn)
     */
    public static SparseTensor sample(SparseTensor listed, long seed, double wanted) {
        double unlisted = listed.shape().cells() - listed.entries();
        double until = wanted < unlisted ? Math.min(1, timeFor(wanted / unlisted)) : 1;
        SparseTensor drawn = unlisted(Slab.whole(listed), seed, Purpose.ZERO_SAMPLE, until);
        while (drawn.entries() == 0 && unlisted > 0) {
            until *= 2;
            drawn = unlisted(Slab.whole(listed), seed, Purpose.ZERO_SAMPLE, until);
        }
        return Entries.constant(drawn, 0, 1);
    }

    /** By when a share of the unlisted cells has been drawn in the mean. */
    public static double timeFor(double share) {
        return -Math.log1p(-share);
    }

    /** The last k with {@code edges[k] <= time}; -1 where there is none. */
    private static int interval(double[] edges, double time) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private void draw(DrawStream random, double until) {
        Shape shape = slab.shape();
        int together = ZeroSample.rowsTogether(shape);
        double rowCells = shape.cells() / shape.size(0);
        int[] subscript = new int[shape.order()];
        for (int row = slab.firstRow(), rows; row < slab.endRow(); row += rows) {
            rows = Math.min(together, slab.endRow() - row);
            random.restart(STREAM, row / together);
            double cells = rows * rowCells;
            for (double t = random.exponential() / cells; t < until; t += random.exponential() / cells) {
                subscript[0] = row + random.below(rows);
                for (int n = 1; n < subscript.length; n++) {
                    subscript[n] = random.below(shape.size(n));
                }
                buffer.add(subscript, t, 1);
            }
            if (buffer.size() >= CHUNK || row + rows == slab.endRow()) {
                flush(row + rows);
            }
        }
    }

    /** Sorts the draws of the rows before {@code endRow} and keeps the first one of each unlisted cell. */
    private void flush(int endRow) {
        SparseTensorBuilder builder = SparseTensor.builder(slab.shape().order());
        int[] subscript = new int[builder.order()];
        // Backwards: of repeated cells the builder keeps what was added last.
        for (int p = buffer.size() - 1; p >= 0; p--) {
            for (int n = 0; n < subscript.length; n++) {
                subscript[n] = buffer.subscripts(n)[p];
            }
            builder.add(subscript, buffer.x()[p]);
        }
        SparseTensor drawn = builder.build(slab.shape(), Duplicates.LAST);
        parts.add(Entries.without(drawn, Entries.rows(slab.listed(), flushedRow, endRow)));
        buffer.clear();
        flushedRow = endRow;
    }
}
