package org.polyad.planted;

import org.polyad.model.cp.Ktensor;

/** A plan whose cells are those that events fall on, with the probabilities of a model. */
abstract class PlantedEvents extends PlantedPlan {
    private static final long serialVersionUID = 1L;

    private final Ktensor distribution;
    private transient Events events;

    /**
     * A plan.
     *
     * @param distribution over cells, of sum 1
     * @param scale what the planted model is in multiples of the distribution
     */
    PlantedEvents(PlantedSpec spec, Ktensor distribution, double scale) {
        super(spec, scaled(distribution, scale));
        this.distribution = distribution;
    }

    @Override
    public final void cells(long first, long[] to, int from, int end) {
        events().draw(first, to, from, end);
    }

    private synchronized Events events() {
        if (events == null) {
            events = new Events(distribution, spec().seed());
        }
        return events;
    }
}
