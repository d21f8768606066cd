package org.polyad.planted;

import org.polyad.model.cp.Ktensor;
import org.polyad.sampling.SortedKeys;
import org.polyad.tensor.SparseTensor;

/** Counts: events fall on cells with the model's probabilities, and a cell's value is how many fell on it. */
final class PlantedCounts extends PlantedPlan {
    private static final long serialVersionUID = 1L;

    private final Ktensor distribution;
    private transient Events events;

    private PlantedCounts(PlantedSpec spec, Ktensor distribution) {
        super(spec, scaled(distribution, spec.draws()));
        this.distribution = distribution;
    }

    static PlantedCounts planned(PlantedSpec spec) {
        return new PlantedCounts(spec, new PlantedFactors(spec).distribution());
    }

    @Override
    public long draws() {
        return spec().draws();
    }

    @Override
    public void cells(long first, long[] to, int from, int end) {
        events().draw(first, to, from, end);
    }

    private synchronized Events events() {
        if (events == null) {
            events = new Events(distribution, spec().seed());
        }
        return events;
    }

    @Override
    public SparseTensor entries(long[] sorted) {
        double[] values = SortedKeys.lengths(sorted);
        SortedKeys.unique(sorted);
        return tensor(sorted, values);
    }
}
