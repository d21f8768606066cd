package org.polyad.sampling;

import java.util.Arrays;
import java.util.List;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Sets of entries: selecting, joining and taking away, each in one pass over entries in lexicographic order. */
public final class Entries {
    private Entries() {}

    /** No entries at all. */
    public static SparseTensor none(Shape shape) {
        return new SparseTensor(shape, new int[shape.order()][0], new double[0], null);
    }

    /** Copies of the entries p with {@code mark[p] == wanted}. */
    public static SparseTensor select(SparseTensor tensor, boolean[] mark, boolean wanted) {
        int count = 0;
        for (boolean m : mark) {
            count += m == wanted ? 1 : 0;
        }
        if (count == mark.length) {
            return tensor;
        }
        int[][] subscripts = new int[tensor.order()][count];
        double[] values = new double[count];
        double[] weights = tensor.weights() == null ? null : new double[count];
        for (int p = 0, q = 0; p < mark.length; p++) {
            if (mark[p] == wanted) {
                copy(tensor, p, subscripts, values, weights, q++);
            }
        }
        return new SparseTensor(tensor.shape(), subscripts, values, weights);
    }

    /** All entries of both, which must not have a subscript in common. */
    public static SparseTensor join(SparseTensor a, SparseTensor b) {
        if (b.entries() == 0) {
            return a;
        }
        if (a.entries() == 0) {
            return b;
        }
        int count = Math.addExact(a.entries(), b.entries());
        int[][] subscripts = new int[a.order()][count];
        double[] values = new double[count];
        double[] weights = a.weights() == null && b.weights() == null ? null : new double[count];
        for (int p = 0, q = 0; p + q < count; ) {
            boolean fromA = q == b.entries() || p < a.entries() && compare(a, p, b, q) < 0;
            int to = p + q;
            copy(fromA ? a : b, fromA ? p++ : q++, subscripts, values, weights, to);
        }
        return new SparseTensor(a.shape(), subscripts, values, weights);
    }

    /** The entries of {@code a} whose subscripts are not listed in {@code b}. */
    public static SparseTensor without(SparseTensor a, SparseTensor b) {
        boolean[] drop = new boolean[a.entries()];
        for (int p = 0, q = 0; p < drop.length && q < b.entries(); ) {
            int order = compare(a, p, b, q);
            if (order == 0) {
                drop[p] = true;
            }
            if (order <= 0) {
                p++;
            }
            if (order >= 0) {
                q++;
            }
        }
        return select(a, drop, false);
    }

    /** The entries of the rows firstRow..endRow-1 of mode 0; copies, save where these are all. */
    public static SparseTensor rows(SparseTensor tensor, int firstRow, int endRow) {
        int from = first(tensor.subscripts(0), firstRow);
        int to = first(tensor.subscripts(0), endRow);
        if (from == 0 && to == tensor.entries()) {
            return tensor;
        }
        int[][] subscripts = new int[tensor.order()][];
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = Arrays.copyOfRange(tensor.subscripts(n), from, to);
        }
        double[] weights = tensor.weights() == null ? null : Arrays.copyOfRange(tensor.weights(), from, to);
        return new SparseTensor(tensor.shape(), subscripts, Arrays.copyOfRange(tensor.values(), from, to), weights);
    }

    /** The first place whose number is {@code least} or more. */
    private static int first(int[] sorted, int least) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** All entries of the parts, without their weights; each part comes after the one before it in lexicographic order. */
    static SparseTensor concatenate(Shape shape, List<SparseTensor> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int count = 0;
        for (SparseTensor part : parts) {
            count = Math.addExact(count, part.entries());
        }
        int[][] subscripts = new int[shape.order()][count];
        double[] values = new double[count];
        int at = 0;
        for (SparseTensor part : parts) {
            for (int n = 0; n < subscripts.length; n++) {
                System.arraycopy(part.subscripts(n), 0, subscripts[n], at, part.entries());
            }
            System.arraycopy(part.values(), 0, values, at, part.entries());
            at += part.entries();
        }
        return new SparseTensor(shape, subscripts, values, null);
    }

    /** The same subscripts with one value and one weight for all. */
    public static SparseTensor constant(SparseTensor tensor, double value, double weight) {
        double[] values = new double[tensor.entries()];
        Arrays.fill(values, value);
        double[] weights = null;
        if (weight != 1) {
            weights = new double[values.length];
            Arrays.fill(weights, weight);
        }
        return new SparseTensor(tensor.shape(), subscripts(tensor), values, weights);
    }

    /** The same subscripts with x = 0 and other weights. */
    static SparseTensor zeros(SparseTensor tensor, double[] weights) {
        return new SparseTensor(tensor.shape(), subscripts(tensor), new double[weights.length], weights);
    }

    private static int[][] subscripts(SparseTensor tensor) {
        int[][] subscripts = new int[tensor.order()][];
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = tensor.subscripts(n);
        }
        return subscripts;
    }

    private static int compare(SparseTensor a, int p, SparseTensor b, int q) {
        for (int n = 0; n < a.order(); n++) {
            int order = Integer.compare(a.subscripts(n)[p], b.subscripts(n)[q]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static void copy(SparseTensor from, int p, int[][] subscripts, double[] values, double[] weights, int q) {
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n][q] = from.subscripts(n)[p];
        }
        values[q] = from.values()[p];
        if (weights != null) {
            weights[q] = from.weight(p);
        }
    }
}
