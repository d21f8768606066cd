package org.polyad.spark;

import java.util.Random;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Small random tensors. */
public final class Tensors {
    private Tensors() {}

    /** Counts from 1 to 4; row 0 of mode 0 gets {@code heavy} of the entries. */
    public static SparseTensor counts(Shape shape, int entries, double heavy, boolean weighted, long seed) {
        Random random = new Random(seed);
        SparseTensorBuilder builder = SparseTensor.builder(shape.order());
        int[] subscript = new int[shape.order()];
        for (int p = 0; p < entries; p++) {
            for (int n = 0; n < subscript.length; n++) {
                subscript[n] = random.nextInt(shape.size(n));
            }
            subscript[0] = random.nextDouble() < heavy ? 0 : subscript[0];
            builder.add(subscript, 1 + random.nextInt(4), weighted ? 0.5 + random.nextDouble() : 1);
        }
        return builder.build(shape, Duplicates.LAST);
    }

    /** Ones, more often where subscripts are alike. */
    static SparseTensor links(Shape shape, int entries, long seed) {
        SparseTensor counts = counts(shape, entries, 0.1, false, seed);
        SparseTensorBuilder builder = SparseTensor.builder(shape.order());
        for (int p = 0; p < counts.entries(); p++) {
            builder.add(counts.subscript(p), 1);
        }
        return builder.build(shape, Duplicates.LAST);
    }
}
