package org.polyad.jobs.report;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** The cells of a tensor that are not listed: all of them while they are few, else an even sample. */
final class UnlistedCells {
    private static final int SAMPLE = 200_000;
    /** Cells beyond cannot be numbered. */
    private static final double MOST_CELLS = 0x1p62;

    private final Shape shape;
    private final boolean all;
    private final long[] listed;

    /** @param most cells of a tensor all of whose cells are visited */
    UnlistedCells(Shape shape, SparseTensor data, int most) {
        this.shape = shape;
        this.all = shape.cells() <= most;
        this.listed = new long[shape.cells() < MOST_CELLS ? data.entries() : 0];
        for (int p = 0; p < listed.length; p++) {
            listed[p] = key(data.subscript(p));
        }
        Arrays.sort(listed);
    }

    /** Cells that one visited stands for; 0 where none are visited. */
    double weight() {
        return count() == 0 ? 0 : (shape.cells() - listed.length) / count();
    }

    int count() {
        double unlisted = shape.cells() - listed.length;
        return shape.cells() >= MOST_CELLS ? 0 : (int) (all ? unlisted : Math.min(SAMPLE, unlisted));
    }

    /** Visits {@link #count} cells, the same ones each time. The array is the visitor's to read until it returns. */
    void forEach(Consumer<int[]> visitor) {
        if (all) {
            visitAll(visitor);
            return;
        }
        SplittableRandom random = new SplittableRandom(1);
        int[] at = new int[shape.order()];
        for (int left = count(); left > 0; ) {
            for (int n = 0; n < at.length; n++) {
                at[n] = random.nextInt(shape.size(n));
            }
            if (Arrays.binarySearch(listed, key(at)) < 0) {
                visitor.accept(at);
                left--;
            }
        }
    }

    private void visitAll(Consumer<int[]> visitor) {
        int[] at = new int[shape.order()];
        int next = 0;
        for (long key = 0; key < (long) shape.cells(); key++) {
            if (next < listed.length && listed[next] == key) {
                next++;
            } else {
                visitor.accept(at);
            }
            for (int n = at.length - 1; n >= 0 && ++at[n] == shape.size(n); n--) {
                at[n] = 0;
            }
        }
    }

    private long key(int[] at) {
        long key = 0;
        for (int n = 0; n < at.length; n++) {
            key = key * shape.size(n) + at[n];
        }
        return key;
    }
}
