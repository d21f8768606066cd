package org.polyad.planted;

import org.polyad.model.cp.Ktensor;
import org.polyad.random.Cumulative;
import org.polyad.random.DrawStream;
import org.polyad.sampling.CellKeys;

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

    /** The cells of events {@code first}, {@code first} + 1 and so on, written to {@code to[from .. end - 1]}. */
    void draw(long first, long[] to, int from, int end) {
        DrawStream random = new DrawStream(seed);
        int[] subscript = new int[rows[0].length];
        for (int s = from; s < end; s++) {
            random.restart(EVENT, first + (s - from));
            Cumulative[] of = rows[components.at(random.uniform())];
            for (int n = 0; n < of.length; n++) {
                subscript[n] = of[n].at(random.uniform());
            }
            to[s] = cells.key(subscript);
        }
    }
}
