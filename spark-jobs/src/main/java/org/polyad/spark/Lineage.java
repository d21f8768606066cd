package org.polyad.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * The broadcasts that cached entries are computed from. What an executor held is computed again when it is lost, so these live until the
 * last tensor that descends from them is closed.
 */
final class Lineage {
    private final List<Broadcast<?>> broadcasts = new ArrayList<>();
    private int tensors;

    synchronized void add(Broadcast<?> broadcast) {
        broadcasts.add(broadcast);
    }

    /** One more tensor is computed from these. */
    synchronized Lineage shared() {
        tensors++;
        return this;
    }

    /** One of the tensors was closed. */
    synchronized void release() {
        if (--tensors == 0) {
            broadcasts.forEach(Broadcast::destroy);
            broadcasts.clear();
        }
    }
}
