package org.polyad.sampling;

import org.polyad.tensor.Ktensor;

/**
 * Events that fall on cells with a model's probabilities: a component by lambda, then a row of each mode by the component's
 * column (Chi and Kolda 2012). Columns and lambda sum to 1. O(d log I) an event.
 */
final class Events {
    private static final long EVENT = 16;

    private final Cumulative components;
    private final Cumulative[][] rows;
    private final CellKeys cells;
    private final long seed;

    Events(Ktensor distribution, long seed) {
        this.components = new Cumulative(distribution.lambda());
        this.rows = new Cumulative[distribution.rank()][distribution.order()];
        for (int r = 0; r < rows.length; r++) {
            for (int n = 0; n < rows[r].length; n++) {
                double[] column = new double[distribution.factor(n).rows()];
                for (int i = 0; i < column.length; i++) {
                    column[i] = distribution.factor(n).at(i, r);
                }
                rows[r][n] = new Cumulative(column);
            }
        }
        this.cells = new CellKeys(distribution.shape());
        this.seed = seed;
    }

    /** The cells of events 0 .. count - 1, unsorted. */
    long[] draw(int count, int threads) {
        long[] keys = new long[count];
        Ranges.run(count, threads, (from, to) -> {
            DrawStream random = new DrawStream(seed);
            int[] subscript = new int[rows[0].length];
            for (int s = from; s < to; s++) {
                random.restart(EVENT, s);
                Cumulative[] of = rows[components.at(random.uniform())];
                for (int n = 0; n < of.length; n++) {
                    subscript[n] = of[n].at(random.uniform());
                }
                keys[s] = cells.key(subscript);
            }
        });
        return keys;
    }
}
