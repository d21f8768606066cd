package org.polyad.spark;

import java.util.ArrayList;
import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;

/**
 * A model to start a fit of other data from: labels that it knows keep their rows, in the order of the data's labels; new ones take
 * the mean row of their mode, from which the first sweep of alternating Newton folds them in. Without labels rows go by index.
 *
 * @param known rows of each mode that came from the model
 */
public record StartRows(Ktensor ktensor, long[] known) {
    /**
     * Of a model, for data.
     *
     * @param labels of the data by mode; null where they have indices
     * @param shape of the data
     * @throws IllegalArgumentException when the orders differ, one has labels and the other has not, a mode has no label of the model's,
     *     or fewer indices than the model
     */
    public static StartRows of(Model model, String[][] labels, Shape shape) {
        Ktensor ktensor = model.ktensor();
        if (ktensor.order() != shape.order()) {
            throw new InvalidInputException(
                    "the model has order " + ktensor.order() + ", but the data have " + shape.order());
        }
        FactorMatrix[] factors = new FactorMatrix[ktensor.order()];
        long[] known = new long[factors.length];
        LabelIndex index = model.labels() == null ? null : new LabelIndex(model.labels());
        for (int n = 0; n < factors.length; n++) {
            String[] wanted = labels == null ? null : labels[n];
            checkLabels(model, n, wanted);
            int[] from = wanted == null ? indices(model, n, shape.size(n)) : rows(model, n, index, wanted);
            factors[n] = taken(ktensor.factor(n), from);
            for (int row : from) {
                known[n] += row == LabelIndex.UNSEEN ? 0 : 1;
            }
        }
        return new StartRows(new Ktensor(ktensor.lambda(), factors), known);
    }

    private static void checkLabels(Model model, int mode, String[] labels) {
        if (model.hasLabels(mode) != (labels != null)) {
            throw new InvalidInputException("mode " + name(model, mode) + " has "
                    + (labels == null ? "labels" : "indices") + " in the model, but "
                    + (labels == null ? "indices" : "labels") + " in the data");
        }
    }

    private static String name(Model model, int mode) {
        return model.info().modes().get(mode);
    }

    /** The model's row for each row of data with indices. */
    private static int[] indices(Model model, int mode, int size) {
        int rows = model.ktensor().factor(mode).rows();
        if (size < rows) {
            throw new InvalidInputException("mode " + name(model, mode) + " has " + rows + " rows in the model, but "
                    + size + " in the data; --shape says how many there are");
        }
        int[] from = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i < rows ? i : LabelIndex.UNSEEN;
        }
        return from;
    }

    /** The model's row for each label. */
    private static int[] rows(Model model, int mode, LabelIndex index, String[] labels) {
        int[] from = new int[labels.length];
        boolean any = false;
        for (int i = 0; i < from.length; i++) {
            from[i] = index.code(mode, labels[i]);
            any |= from[i] != LabelIndex.UNSEEN;
        }
        if (!any) {
            throw new InvalidInputException("the model knows none of the labels of mode " + name(model, mode)
                    + ", among them '" + labels[0] + "'");
        }
        return from;
    }

    private static FactorMatrix taken(FactorMatrix factor, int[] from) {
        double[] mean = factor.meanRow();
        FactorMatrix rows = new FactorMatrix(from.length, factor.columns());
        for (int i = 0; i < from.length; i++) {
            boolean known = from[i] != LabelIndex.UNSEEN;
            rows.setRow(i, known ? factor.data() : mean, known ? factor.offset(from[i]) : 0);
        }
        return rows;
    }

    /** How many rows are new. */
    public long fresh() {
        long fresh = 0;
        for (int n = 0; n < known.length; n++) {
            fresh += ktensor.factor(n).rows() - known[n];
        }
        return fresh;
    }

    /** For people: how many rows of each mode are new. @param names of the modes */
    public String described(String[] names) {
        List<String> parts = new ArrayList<>();
        for (int n = 0; n < known.length; n++) {
            long rows = ktensor.factor(n).rows();
            if (known[n] < rows) {
                parts.add((rows - known[n]) + " of " + rows + " rows of " + names[n]);
            }
        }
        return String.join(", ", parts) + " are new and start from the mean row";
    }
}
