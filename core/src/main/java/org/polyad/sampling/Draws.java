package org.polyad.sampling;

import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Cells drawn uniformly, with replacement: attempt s has subscript i_n = hash(seed, purpose, s, n) scaled to 0..I_n-1. Each mode is
 * drawn by itself, so tensors of more than 2^63 cells are as good as others.
 */
public final class Draws {
    private Draws() {}

    /**
     * The unlisted cells of a slab among the attempts from..end-1, each once, with the number of its first attempt as value. The
     * union over slabs does not depend on how the rows are cut. Looks at the row of every attempt (two hashes), at the rest of
     * those that fall in the slab, and sorts them.
     */
    public static SparseTensor unlisted(Slab slab, long seed, Purpose purpose, long from, long end) {
        Shape shape = slab.shape();
        SparseTensorBuilder drawn = SparseTensor.builder(shape.order());
        long stream = Streams.state(seed, purpose);
        int[] subscript = new int[shape.order()];
        // Downwards: of repeated cells the builder keeps what was added last.
        for (long s = end - 1; s >= from; s--) {
            long state = Streams.with(stream, s);
            subscript[0] = at(state, 0, shape);
            if (slab.contains(subscript[0])) {
                for (int n = 1; n < subscript.length; n++) {
                    subscript[n] = at(state, n, shape);
                }
                drawn.add(subscript, s);
            }
        }
        return Entries.without(drawn.build(shape, Duplicates.LAST), slab.listed());
    }

    private static int at(long state, int mode, Shape shape) {
        return Streams.below(Streams.with(state, mode), shape.size(mode));
    }
}
