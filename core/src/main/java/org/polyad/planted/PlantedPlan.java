package org.polyad.planted;

import java.io.Serializable;
import org.polyad.model.cp.Ktensor;
import org.polyad.sampling.CellKeys;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * How a planted tensor is drawn, in steps that any thread or machine may do: on which cells numbered draws fall, which of these cells
 * are taken, and what entries a range of cells has. Every random number is a function of the specification and of what it is for.
 *
 * <p>Cells are numbers, their places in lexicographic order. Where {@link #choosesCells} says so, exactly {@code nnz} different cells
 * are wanted, those with the smallest {@link #order}; otherwise all that draws 0 .. {@link #draws} - 1 fall on.
 */
public abstract class PlantedPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PlantedSpec spec;
    private final Ktensor truth;

    PlantedPlan(PlantedSpec spec, Ktensor truth) {
        this.spec = spec;
        this.truth = truth;
    }

    public static PlantedPlan of(PlantedSpec spec) {
        if (spec.loss() == null && spec.kind() == PlantedKind.COUNT) {
            return PlantedCounts.planned(spec);
        }
        if (spec.loss() == null && spec.kind() == PlantedKind.BINARY) {
            return PlantedLinks.planned(spec);
        }
        return PlantedValues.planned(spec);
    }

    public final PlantedSpec spec() {
        return spec;
    }

    public final Shape shape() {
        return spec.shape();
    }

    /** The model that the values are drawn from, on the scale of the parameter m. */
    public final Ktensor truth() {
        return truth;
    }

    /** How many draws there are; 0 where cells are chosen from all, see {@link #choosesFromAll}. */
    public abstract long draws();

    /** The cells that draws {@code first}, {@code first} + 1 and so on fall on, written to {@code to[from .. end - 1]}, unsorted. */
    public abstract void cells(long first, long[] to, int from, int end);

    /** Whether exactly {@code nnz} different cells are wanted. */
    public boolean choosesCells() {
        return false;
    }

    /** Whether all cells of the tensor are to choose from, and not those that draws fall on. */
    public boolean choosesFromAll() {
        return false;
    }

    /** With {@code distinct} different cells found, how many more draws to make; 0: they are enough. */
    public long moreDraws(long distinct) {
        return 0;
    }

    /**
     * Of cells to choose from, those with the smallest of these are taken; of two alike the first cell.
     *
     * @param to output: {@code to[p]}, 0 or more, for {@code cells[p]}, p from {@code from} to {@code end - 1}
     */
    public void order(long[] cells, double[] to, int from, int end) {
        throw new UnsupportedOperationException("all cells are taken");
    }

    /** The entries of some cells; a cell stands as often as draws fell on it. @param sorted cells; changed */
    public abstract SparseTensor entries(long[] sorted);

    static Ktensor scaled(Ktensor model, double by) {
        double[] lambda = model.lambda().clone();
        for (int r = 0; r < lambda.length; r++) {
            lambda[r] *= by;
        }
        return new Ktensor(lambda, model.factors());
    }

    final SparseTensor tensor(long[] cells, double[] values) {
        int[][] subscripts = new CellKeys(shape()).decode(cells, values.length);
        return new SparseTensor(shape(), subscripts, values, null);
    }
}
