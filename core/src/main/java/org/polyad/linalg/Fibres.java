package org.polyad.linalg;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.sort.RadixSort;
import org.polyad.tensor.SparseTensor;

/** The entries of a tensor by mode-n fibres: runs of entries that differ in subscript n alone, the columns of the unfolding X_(n). */
public final class Fibres implements Nvecs.Unfolding, Serializable {
    private static final long serialVersionUID = 1L;

    private final int mode;
    private final SparseTensor tensor;
    private final int[] order;

    public Fibres(SparseTensor tensor, int mode) {
        this.tensor = tensor;
        this.mode = mode;
        this.order = ordered();
    }

    /** Stable sorts by all modes but one, the last first; O(nnz d). */
    private int[] ordered() {
        int[] order = RadixSort.identity(tensor.entries());
        int[] spare = new int[order.length];
        // Entries come in lexicographic order, so that for the last mode nothing is left to do.
        for (int n = tensor.order() - 1; n >= 0 && mode != tensor.order() - 1; n--) {
            if (n != mode) {
                RadixSort.sort(tensor.subscripts(n), order, spare);
            }
        }
        return order;
    }

    /** One fibre x at a time: t = x' Q, Y += x t'; O(nnz columns), allocates one row. */
    @Override
    public void addSquareTimes(double[] q, double[] y, int columns) {
        int[] row = tensor.subscripts(mode);
        double[] x = tensor.values();
        double[] t = new double[columns];
        for (int from = 0; from < order.length; ) {
            int end = from + 1;
            while (end < order.length && sameFibre(order[from], order[end])) {
                end++;
            }
            Arrays.fill(t, 0);
            for (int k = from; k < end; k++) {
                int at = row[order[k]] * columns;
                for (int c = 0; c < columns; c++) {
                    t[c] += x[order[k]] * q[at + c];
                }
            }
            for (int k = from; k < end; k++) {
                int at = row[order[k]] * columns;
                for (int c = 0; c < columns; c++) {
                    y[at + c] += x[order[k]] * t[c];
                }
            }
            from = end;
        }
    }

    private boolean sameFibre(int p, int q) {
        for (int n = tensor.order() - 1; n >= 0; n--) {
            if (n != mode && tensor.subscripts(n)[p] != tensor.subscripts(n)[q]) {
                return false;
            }
        }
        return true;
    }
}
