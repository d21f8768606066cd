package org.polyad.spark.entries;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * The sending half of a shuffle of entries: hands out batches, each for one target, while it reads. Memory: a batch for every
 * target.
 */
public final class Scatter implements Iterator<Tuple2<Integer, EntryBatch>> {
    private static final int OFFSET_BITS = 40;

    /** Where an entry goes. */
    public interface Route extends Serializable {
        /** @param subscript not kept: the array is used again */
        int target(int[] subscript);
    }

    private final Iterator<Entry> entries;
    private final int order;
    private final long origin;
    private final Route route;
    private final EntryBatch[] open;
    private final ArrayDeque<Tuple2<Integer, EntryBatch>> ready = new ArrayDeque<>();
    private long sequence;
    private int flushed;

    /** The place of what begins at a byte of a file, among all that the files have; they may be as long as a tebibyte. */
    public static long origin(int file, long start) {
        return ((long) file << OFFSET_BITS) + start;
    }

    /** @param origin the place of these entries' source among all sources, see {@link #origin} */
    public Scatter(Iterator<Entry> entries, int order, long origin, int targets, Route route) {
        this.entries = entries;
        this.order = order;
        this.origin = origin;
        this.route = route;
        this.open = new EntryBatch[targets];
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && entries.hasNext()) {
            take(entries.next());
        }
        while (ready.isEmpty() && flushed < open.length) {
            release(flushed++);
        }
        return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, EntryBatch> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }

    private void take(Entry entry) {
        int target = route.target(entry.subscript());
        if (open[target] == null) {
            open[target] = new EntryBatch(order, origin, sequence++);
        }
        open[target].add(entry.subscript(), entry.value(), entry.weight());
        if (open[target].isFull()) {
            release(target);
        }
    }

    private void release(int target) {
        if (open[target] != null) {
            ready.add(new Tuple2<>(target, open[target].trimmed()));
            open[target] = null;
        }
    }
}
