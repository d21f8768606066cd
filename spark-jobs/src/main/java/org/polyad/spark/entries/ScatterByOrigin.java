package org.polyad.spark.entries;

import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** {@link Scatter} for entries of several origins, which follow one another: the order of origins decides how duplicates are joined. */
public final class ScatterByOrigin implements Iterator<Tuple2<Integer, EntryBatch>> {
    private final Iterator<Tuple2<Long, Entry>> entries;
    private final int order;
    private final int targets;
    private final Scatter.Route route;
    private Tuple2<Long, Entry> ahead;
    private Scatter scatter;

    public ScatterByOrigin(Iterator<Tuple2<Long, Entry>> entries, int order, int targets, Scatter.Route route) {
        this.entries = entries;
        this.order = order;
        this.targets = targets;
        this.route = route;
        step();
    }

    private void step() {
        ahead = entries.hasNext() ? entries.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (scatter == null || !scatter.hasNext()) {
            if (ahead == null) {
                return false;
            }
            scatter = new Scatter(new OnePlace(ahead._1), order, ahead._1, targets, route);
        }
        return true;
    }

    @Override
    public Tuple2<Integer, EntryBatch> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return scatter.next();
    }

    /** The entries up to the first of another place. */
    private final class OnePlace implements Iterator<Entry> {
        private final long place;

        OnePlace(long place) {
            this.place = place;
        }

        @Override
        public boolean hasNext() {
            return ahead != null && ahead._1 == place;
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Entry entry = ahead._2;
            step();
            return entry;
        }
    }
}
