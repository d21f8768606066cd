package org.polyad.ranking;

import java.util.Arrays;
import org.polyad.tensor.Ktensor;

/**
 * The vectors whose products with the items' rows are m: for rows given in some modes, and the mean over the others,
 *
 * <pre>q(r) = lambda(r) * prod_{n not the items'} (A_n(i_n, r), or mean_j A_n(j, r))</pre>
 */
final class Queries {
    private final Ktensor model;
    private final int itemMode;
    private final double[][] means;

    Queries(Ktensor model, int itemMode) {
        this.model = model;
        this.itemMode = itemMode;
        this.means = new double[model.order()][];
        for (int n = 0; n < means.length; n++) {
            means[n] = model.factor(n).meanRow();
        }
    }

    /** @param rows by mode, a row or {@link Question#AVERAGED}; the items' does not matter */
    double[] query(int[] rows) {
        double[] query = Arrays.copyOf(model.lambda(), model.rank());
        for (int n = 0; n < rows.length; n++) {
            if (n == itemMode) {
                continue;
            }
            for (int r = 0; r < query.length; r++) {
                query[r] *= rows[n] == Question.AVERAGED
                        ? means[n][r]
                        : model.factor(n).at(rows[n], r);
            }
        }
        return query;
    }
}
