package org.polyad.ranking;

import java.util.Arrays;
import org.polyad.metrics.ColdCells;
import org.polyad.metrics.ScoredCells;
import org.polyad.sampling.Entries;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Entries some of whose subscripts are beyond a model's rows: new users, for instance. There the mean is averaged over the mode. */
public final class ColdEntries {
    private ColdEntries() {}

    /**
     * Parts entries into those of the model's cells, and others, each with the m whose mean is {@link ModelMeans#mean} over the modes
     * whose subscript is beyond the model.
     *
     * @param entries of a shape that is the model's or larger; not modified
     * @param excluded cells of the model's shape that do not count, or null
     */
    public static ScoredCells averaged(SparseTensor entries, SparseTensor excluded, ModelMeans means) {
        Shape shape = means.model().shape();
        boolean[] cold = new boolean[entries.entries()];
        for (int n = 0; n < shape.order(); n++) {
            int[] subscripts = entries.subscripts(n);
            for (int p = 0; p < cold.length; p++) {
                cold[p] |= subscripts[p] >= shape.size(n);
            }
        }
        SparseTensor known = Entries.select(entries, cold, false);
        int[][] subscripts = new int[shape.order()][];
        Arrays.setAll(subscripts, known::subscripts);
        return new ScoredCells(
                new SparseTensor(shape, subscripts, known.values(), known.weights()),
                excluded,
                cells(Entries.select(entries, cold, true), means));
    }

    private static ColdCells cells(SparseTensor cold, ModelMeans means) {
        double[] m = new double[cold.entries()];
        double[] weights = new double[cold.entries()];
        for (int p = 0; p < m.length; p++) {
            m[p] = means.parameter(rows(cold.subscript(p), means.model().shape()));
            weights[p] = cold.weight(p);
        }
        return new ColdCells(cold.values(), m, weights);
    }

    /** A subscript with {@link ModelMeans#AVERAGED} where it is beyond the shape. @param subscript changed in place */
    public static int[] rows(int[] subscript, Shape shape) {
        for (int n = 0; n < subscript.length; n++) {
            if (subscript[n] < 0 || subscript[n] >= shape.size(n)) {
                subscript[n] = ModelMeans.AVERAGED;
            }
        }
        return subscript;
    }
}
