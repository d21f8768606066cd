package org.polyad.planted;

import java.util.Arrays;
import org.polyad.parallel.Threads;
import org.polyad.sort.SortedKeys;

/** Draws a given number of different cells, chosen by a plan, and sorts them. */
final class ChosenCells {
    private static final int AT_ONCE = 1 << 12;

    private final PlantedPlan plan;
    private final int wanted;

    ChosenCells(PlantedPlan plan) {
        this.plan = plan;
        this.wanted = Math.toIntExact(plan.spec().draws());
    }

    long[] draw() {
        if (plan.choosesFromAll()) {
            return first(null, (int) plan.shape().cells());
        }
        long[] distinct = distinct();
        return distinct.length == wanted ? distinct : first(distinct, distinct.length);
    }

    /** Draws until there are enough different ones. */
    private long[] distinct() {
        long[] distinct = new long[0];
        long made = 0;
        for (int more = (int) plan.moreDraws(0); more > 0; more = (int) plan.moreDraws(distinct.length)) {
            int known = distinct.length;
            long[] all = Arrays.copyOf(distinct, Math.addExact(known, more));
            long first = made;
            Threads.current().ranges(more, (from, to) -> plan.cells(first + from, all, known + from, known + to));
            made += more;
            Threads.current().sort(all);
            distinct = Arrays.copyOf(all, SortedKeys.unique(all));
        }
        return distinct;
    }

    /** Those that come first in the plan's order. @param cells null: 0, 1, ... count - 1 */
    private long[] first(long[] cells, int count) {
        double[] order = new double[count];
        Threads.current().ranges(count, (from, to) -> order(cells, order, from, to));
        double[] sorted = order.clone();
        Threads.current().sort(sorted);
        double last = sorted[wanted - 1];
        int alike = wanted;
        for (int p = wanted - 1; p >= 0 && sorted[p] == last; p--) {
            alike = p;
        }
        // Of those alike at the border the first are taken, as many as there is room for.
        int room = wanted - alike;
        long[] chosen = new long[wanted];
        int taken = 0;
        for (int p = 0; p < count; p++) {
            if (order[p] < last || order[p] == last && room-- > 0) {
                chosen[taken++] = cells == null ? p : cells[p];
            }
        }
        return chosen;
    }

    private void order(long[] cells, double[] order, int from, int to) {
        if (cells != null) {
            plan.order(cells, order, from, to);
            return;
        }
        long[] some = new long[Math.min(to - from, AT_ONCE)];
        double[] theirs = new double[some.length];
        for (int at = from; at < to; at += some.length) {
            int count = Math.min(some.length, to - at);
            for (int k = 0; k < count; k++) {
                some[k] = at + k;
            }
            plan.order(some, theirs, 0, count);
            System.arraycopy(theirs, 0, order, at, count);
        }
    }
}
