package org.polyad.sampling;

import org.polyad.parallel.Threads;
import org.polyad.tensor.Shape;

/** A cell as one number: its place in lexicographic order. For tensors of fewer than 2^62 cells. */
public final class CellKeys {
    private final int[] sizes;

    public CellKeys(Shape shape) {
        sizes = shape.sizes();
    }

    public long key(int[] subscript) {
        long key = 0;
        for (int n = 0; n < sizes.length; n++) {
            key = key * sizes[n] + subscript[n];
        }
        return key;
    }

    /** @param subscript output, overwritten */
    public void decode(long key, int[] subscript) {
        long rest = key;
        for (int n = sizes.length - 1; n >= 0; n--) {
            subscript[n] = (int) (rest % sizes[n]);
            rest /= sizes[n];
        }
    }

    /** Subscripts by mode of the first {@code count} keys. */
    public int[][] decode(long[] keys, int count) {
        int[][] subscripts = new int[sizes.length][count];
        Threads.current().ranges(count, (from, to) -> {
            int[] subscript = new int[sizes.length];
            for (int p = from; p < to; p++) {
                decode(keys[p], subscript);
                for (int n = 0; n < subscript.length; n++) {
                    subscripts[n][p] = subscript[n];
                }
            }
        });
        return subscripts;
    }
}
