package org.polyad.ranking;

import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;

/**
 * Scores by which the items of a list are ordered: m, or the average of the means where modes are open under a loss whose mean is not
 * linear in m. O(R) an item, or O(R C) for C combinations of the open modes' rows; one object a thread.
 */
final class ItemScores {
    private final FactorMatrix items;
    private final OpenRows open;
    private final Loss loss;

    /** R x C, component by component: query(r) b_j(r). */
    private final double[] columns;

    private final double[] m;
    private final double[] means;

    ItemScores(FactorMatrix items, OpenRows open, Loss loss) {
        this.items = items;
        this.open = open;
        this.loss = loss;
        this.columns = new double[items.columns() * open.count()];
        this.m = new double[open.count()];
        this.means = new double[open.count()];
    }

    /** Turns to another list. @param query lambda times the given rows; not modified */
    void ask(double[] query) {
        int count = open.count();
        for (int r = 0; r < query.length; r++) {
            for (int c = 0; c < count; c++) {
                columns[r * count + c] = query[r] * open.product(c, r);
            }
        }
    }

    /** By plain sums, as {@link TopItems} has it at the end: what is equal there is equal here. */
    double of(int item) {
        double[] data = items.data();
        int at = items.offset(item);
        if (m.length == 1) {
            double sum = 0;
            for (int r = 0; r < columns.length; r++) {
                sum += columns[r] * data[at + r];
            }
            return sum;
        }
        int count = m.length;
        for (int c = 0; c < count; c++) {
            m[c] = 0;
        }
        for (int r = 0; r < items.columns(); r++) {
            add(data[at + r], r * count);
        }
        loss.means(count, m, means);
        return open.weighted(means);
    }

    private void add(double factor, int from) {
        for (int c = 0; c < m.length; c++) {
            m[c] += columns[from + c] * factor;
        }
    }

    /** The mean that a score says. */
    double mean(double score) {
        return m.length == 1 ? loss.mean(score) : score;
    }
}
