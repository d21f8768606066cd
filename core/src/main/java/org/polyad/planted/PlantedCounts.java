package org.polyad.planted;

import org.polyad.model.cp.Ktensor;
import org.polyad.sort.SortedKeys;
import org.polyad.tensor.SparseTensor;

/** Counts: events fall on cells with the model's probabilities, and a cell's value is how many fell on it. */
final class PlantedCounts extends PlantedEvents {
    private static final long serialVersionUID = 1L;

    private PlantedCounts(PlantedSpec spec, Ktensor distribution) {
        super(spec, distribution, spec.draws());
    }

    static PlantedCounts planned(PlantedSpec spec) {
        return new PlantedCounts(spec, new PlantedFactors(spec).distribution());
    }

    @Override
    public long draws() {
        return spec().draws();
    }

    @Override
    public SparseTensor entries(long[] sorted) {
        double[] values = SortedKeys.lengths(sorted);
        SortedKeys.unique(sorted);
        return tensor(sorted, values);
    }
}
