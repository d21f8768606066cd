package org.polyad.ranking;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * A run of items, and their products with queries. Each product is summed over the columns in their order, without fused operations, as
 * a plain loop has it, so its bits do not depend on blocks or on the width of vectors. Items lie in panels of 32, column by column:
 * number r of item i stands at {@code (i / 32 * rank + r) * 32 + i % 32}. One a thread.
 */
final class ItemBlock {
    /** 256 items of rank 128 stay in a second-level cache. */
    static final int ITEMS = 256;

    static final int PANEL = 32;

    private static final boolean LANES =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                    && !Boolean.getBoolean("polyad.plain-kernels")
                    && ItemLanes.suitable();

    private double[] panels = {};
    private int first;
    private int count;
    private int rank;

    /** Takes the items from {@code from} on, ITEMS at most. */
    void load(FactorMatrix items, int from) {
        first = from;
        count = Math.min(ITEMS, items.rows() - from);
        rank = items.columns();
        if (panels.length < rank * ITEMS) {
            panels = new double[rank * ITEMS];
        }
        double[] data = items.data();
        for (int i = 0; i < count; i++) {
            int at = items.offset(from + i);
            int to = i / PANEL * rank * PANEL + i % PANEL;
            for (int r = 0; r < rank; r++) {
                panels[to + r * PANEL] = data[at + r];
            }
        }
    }

    /** The item that comes first. */
    int first() {
        return first;
    }

    int count() {
        return count;
    }

    /** The products of row j of the queries with the items. @param scores {@link #count} numbers, and then any, to ITEMS (output) */
    void products(FactorMatrix queries, int j, double[] scores) {
        int whole = (count + PANEL - 1) / PANEL;
        if (LANES) {
            ItemLanes.products(panels, whole, queries, j, scores);
        } else {
            plainProducts(panels, whole, queries, j, scores);
        }
    }

    /** The fallback and the oracle. */
    static void plainProducts(double[] panels, int count, FactorMatrix queries, int j, double[] scores) {
        int rank = queries.columns();
        Arrays.fill(scores, 0, count * PANEL, 0);
        for (int p = 0; p < count; p++) {
            for (int r = 0; r < rank; r++) {
                double q = queries.at(j, r);
                int at = (p * rank + r) * PANEL;
                for (int i = 0; i < PANEL; i++) {
                    scores[p * PANEL + i] += q * panels[at + i];
                }
            }
        }
    }
}
