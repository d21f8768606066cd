package org.polyad.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.polyad.InvalidInputException;
import org.polyad.spark.LabelIndex;

/**
 * The entries of one partition in flat arrays, each label by its number among the partition's own labels of the mode: a row of
 * objects takes several times the room, and labels are looked up in the index of all once a partition, not once a row.
 */
final class EntryPart implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] columns;
    private final String[][] labels;
    private int[][] codes;
    private double[] values = new double[1024];
    private double[] weights;
    private int count;

    private EntryPart(InputColumns from) {
        this.columns = from.modes();
        this.labels = new String[columns.length][];
        this.codes = new int[columns.length][1024];
        this.weights = from.weight() == null ? null : new double[1024];
    }

    /**
     * Reads rows of {@link InputColumns#select}, each of which is read before the next is asked for.
     *
     * @param codes of the modes' labels, with none yet
     * @throws IllegalArgumentException for a null, or a number that is not finite, naming the column
     */
    static EntryPart read(InputColumns from, LabelCodes[] codes, Iterator<InternalRow> rows) {
        EntryPart part = new EntryPart(from);
        int order = codes.length;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            part.grow();
            for (int n = 0; n < order; n++) {
                if (row.isNullAt(n)) {
                    throw new InvalidInputException(
                            "column " + part.columns[n] + " has a null, where a label is needed");
                }
                part.codes[n][part.count] = codes[n].code(row, n);
            }
            int at = order;
            part.values[part.count] = from.value() == null ? 1 : number(from.value(), row, at++);
            if (part.weights != null) {
                part.weights[part.count] = weight(from.weight(), row, at);
            }
            part.count++;
        }
        Arrays.setAll(part.labels, n -> codes[n].texts());
        return part.trimmed();
    }

    private static double number(String column, InternalRow row, int at) {
        double number = row.isNullAt(at) ? Double.NaN : row.getDouble(at);
        if (!Double.isFinite(number)) {
            throw new InvalidInputException("column " + column + " has "
                    + (row.isNullAt(at) ? "a null" : Double.toString(number)) + ", where a finite number is needed");
        }
        return number;
    }

    private static double weight(String column, InternalRow row, int at) {
        double weight = number(column, row, at);
        if (weight < 0) {
            throw new InvalidInputException("a weight must be 0 or more, but column " + column + " has " + weight);
        }
        return weight;
    }

    private void grow() {
        if (count == values.length) {
            resize(Math.multiplyExact(2, count));
        }
    }

    private EntryPart trimmed() {
        resize(count);
        return this;
    }

    private void resize(int length) {
        values = Arrays.copyOf(values, length);
        weights = weights == null ? null : Arrays.copyOf(weights, length);
        for (int n = 0; n < codes.length; n++) {
            codes[n] = Arrays.copyOf(codes[n], length);
        }
    }

    String[][] labels() {
        return labels;
    }

    /** The index of each of this partition's labels among all. */
    int[][] indices(LabelIndex all) {
        int[][] to = new int[labels.length][];
        for (int n = 0; n < to.length; n++) {
            to[n] = new int[labels[n].length];
            for (int i = 0; i < to[n].length; i++) {
                to[n][i] = all.code(n, labels[n][i]);
            }
        }
        return to;
    }

    int entries() {
        return count;
    }

    int code(int mode, int entry) {
        return codes[mode][entry];
    }

    double value(int entry) {
        return values[entry];
    }

    double weight(int entry) {
        return weights == null ? 1 : weights[entry];
    }
}
