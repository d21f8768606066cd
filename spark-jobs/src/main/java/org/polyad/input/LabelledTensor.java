package org.polyad.input;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polyad.tensor.SparseTensor;
import org.polyad.text.UserText;

/**
 * A tensor as it was read.
 *
 * @param labels of each mode by index; null where the input had indices
 * @param modeNames the columns' names, or {@code mode 0} and so on
 * @param unseen entries left out since a model does not have their labels
 */
public record LabelledTensor(SparseTensor tensor, String[][] labels, String[] modeNames, long unseen) {
    /** All entries were left out. */
    static LabelledTensor empty(EntryCollector.Known known, long unseen) {
        int order = known.shape().order();
        SparseTensor none = new SparseTensor(known.shape(), new int[order][0], new double[0], null);
        return new LabelledTensor(none, known.labels(), plainNames(order), unseen);
    }

    /** The names of modes that nobody named. */
    public static String[] plainNames(int order) {
        return IntStream.range(0, order).mapToObj(n -> "mode " + n).toArray(String[]::new);
    }

    /** A place as the user knows it: labels, or indices counted from {@code base}. */
    static String shown(int[] subscript, String[][] labels, int base) {
        List<String> parts = IntStream.range(0, subscript.length)
                .mapToObj(n -> labels == null || labels[n] == null
                        ? Integer.toString(subscript[n] + base)
                        : UserText.text(labels[n][subscript[n]]))
                .toList();
        return parts.toString();
    }

    @Override
    public String toString() {
        return tensor.shape() + " with " + tensor.entries() + " entries, modes " + Arrays.toString(modeNames);
    }
}
