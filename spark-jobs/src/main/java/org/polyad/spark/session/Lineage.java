package org.polyad.spark.session;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * The broadcasts that cached entries are computed from. What an executor held is computed again when it is lost, so these live until the
 * last tensor that descends from them is closed.
 */
public final class Lineage {
    private final List<Broadcast<?>> broadcasts = new ArrayList<>();
    private int tensors;

    public synchronized void add(Broadcast<?> broadcast) {
        broadcasts.add(broadcast);
    }

    /** One more tensor is computed from these. */
    public synchronized Lineage shared() {
        tensors++;
        return this;
    }

    /** One of the tensors was closed. */
    public synchronized void release() {
        if (--tensors == 0) {
            broadcasts.forEach(Broadcast::destroy);
            broadcasts.clear();
        }
    }
}
