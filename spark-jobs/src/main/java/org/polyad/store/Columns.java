package org.polyad.store;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyad.model.cp.Ktensor;
import org.polyad.tensor.FactorMatrix;

/**
 * What the columns of a model are: components, and offsets where the fit had them: of a fit with biases column R + n adds b_n(i) for row i of mode n,
 * and column R + d adds mu to every cell ({@link org.polyad.model.cp.Biases}).
 */
public final class Columns {
    private final Ktensor model;
    private final int components;

    private Columns(Ktensor model, int components) {
        this.model = model;
        this.components = components;
    }

    public static Columns of(StoredModel model) {
        Ktensor ktensor = model.ktensor();
        boolean biases = Boolean.TRUE.equals(model.info().options().get("biases"));
        return new Columns(ktensor, biases ? ktensor.rank() - ktensor.order() - 1 : ktensor.rank());
    }

    /** R: the first columns are components, those behind are offsets. */
    public int components() {
        return components;
    }

    /** Each component's |lambda| over the sum of theirs; 0 throughout for a model of zeros. */
    public double[] shares() {
        double[] lambda = model.lambda();
        double sum = 0;
        for (int r = 0; r < components; r++) {
            sum += Math.abs(lambda[r]);
        }
        double[] shares = new double[components];
        for (int r = 0; r < components; r++) {
            shares[r] = sum == 0 ? 0 : Math.abs(lambda[r]) / sum;
        }
        return shares;
    }

    /** The mode whose rows an offset's column is of; the order d for the one of all cells. */
    public int mode(int column) {
        return column - components;
    }

    /** b_n(i), in the units of m; mu where the column is the one of all cells. */
    public double offset(int column, int row) {
        double value = model.lambda()[column];
        for (int n = 0; n < model.order(); n++) {
            FactorMatrix factor = model.factor(n);
            value *= factor.at(n == mode(column) ? row : 0, column);
        }
        return value;
    }

    /** The rows of an offset from the lowest to the highest, equal ones by index. */
    public int[] ascending(int column) {
        int rows = model.factor(mode(column)).rows();
        return IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> offset(column, i)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
