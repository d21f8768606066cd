package org.polyad.spark.entries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.tensor.SparseTensor;

/** Cuts a tensor in memory into ranges of its entries. */
public final class Slices {
    private Slices() {}

    /** At most {@code number} slices of about equal length, none of them empty. */
    public static List<SparseTensor> cut(SparseTensor tensor, int number) {
        List<SparseTensor> slices = new ArrayList<>();
        int entries = tensor.entries();
        for (int k = 0; k < number; k++) {
            int from = (int) ((long) entries * k / number);
            int to = (int) ((long) entries * (k + 1) / number);
            if (from < to) {
                slices.add(slice(tensor, from, to));
            }
        }
        return slices;
    }

    private static SparseTensor slice(SparseTensor tensor, int from, int to) {
        int[][] subscripts = new int[tensor.order()][];
        Arrays.setAll(subscripts, n -> Arrays.copyOfRange(tensor.subscripts(n), from, to));
        double[] weights = tensor.weights() == null ? null : Arrays.copyOfRange(tensor.weights(), from, to);
        return new SparseTensor(tensor.shape(), subscripts, Arrays.copyOfRange(tensor.values(), from, to), weights);
    }
}
