package org.polyad.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * What a job finds out about a part of a tensor: its sizes and how many entries each slice has. Only slices with entries are
 * listed, so a part sends back no more than it has entries, whatever the sizes of the modes.
 */
final class SliceCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] sizes;
    private final int[][] rows;
    private final int[][] counts;
    private final long entries;

    SliceCounts(SparseTensor part) {
        sizes = part.shape().sizes();
        entries = part.entries();
        rows = new int[sizes.length][];
        counts = new int[sizes.length][];
        for (int n = 0; n < sizes.length; n++) {
            count(part, n);
        }
    }

    private void count(SparseTensor part, int mode) {
        int[] sorted = part.subscripts(mode).clone();
        Arrays.sort(sorted);
        int[] row = new int[sorted.length];
        int[] count = new int[sorted.length];
        int found = 0;
        for (int p = 0; p < sorted.length; p++) {
            if (p == 0 || sorted[p] != sorted[p - 1]) {
                row[found++] = sorted[p];
            }
            count[found - 1]++;
        }
        rows[mode] = Arrays.copyOf(row, found);
        counts[mode] = Arrays.copyOf(count, found);
    }

    int order() {
        return sizes.length;
    }

    /** Counts of one mode over all parts. @param of which of a part's counts */
    static <T> long[] total(List<T> parts, Function<T, SliceCounts> of, int mode, Shape shape) {
        long[] total = new long[shape.size(mode)];
        parts.forEach(part -> of.apply(part).addTo(total, mode));
        return total;
    }

    long entries() {
        return entries;
    }

    /** Raises {@code largest} to this part's sizes where they are larger. */
    void raise(int[] largest) {
        for (int n = 0; n < sizes.length; n++) {
            largest[n] = Math.max(largest[n], sizes[n]);
        }
    }

    /** Adds this part's counts of one mode. */
    void addTo(long[] total, int mode) {
        for (int k = 0; k < rows[mode].length; k++) {
            total[rows[mode][k]] += counts[mode][k];
        }
    }
}
