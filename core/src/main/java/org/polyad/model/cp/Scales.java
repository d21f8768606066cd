package org.polyad.model.cp;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/** How the scale of each component was divided among the modes at the end of a fit; the canonical form does not keep it. */
public final class Scales {
    private Scales() {}

    /**
     * Norms of the columns of a fit's factors, by mode, in the order of the canonical form; their product over the modes is lambda.
     *
     * @param components how many columns are ordered by lambda; the columns after them keep their places
     */
    public static double[][] of(FactorMatrix[] factors, int components, boolean oneNorm) {
        int columns = factors[0].columns();
        double[] ones = new double[columns];
        Arrays.fill(ones, 1);
        double[] lambda = new Ktensor(ones, factors).normalize(oneNorm).lambda();
        Integer[] order = new Integer[columns];
        Arrays.setAll(order, r -> r);
        Arrays.sort(order, 0, components, (a, b) -> Double.compare(lambda[b], lambda[a]));
        double[][] scales = new double[factors.length][columns];
        for (int n = 0; n < factors.length; n++) {
            for (int r = 0; r < columns; r++) {
                scales[n][r] = norm(factors[n], order[r], oneNorm);
            }
        }
        return scales;
    }

    private static double norm(FactorMatrix factor, int column, boolean oneNorm) {
        double sum = 0;
        for (int i = 0; i < factor.rows(); i++) {
            double a = factor.at(i, column);
            sum += oneNorm ? Math.abs(a) : a * a;
        }
        return oneNorm ? sum : Math.sqrt(sum);
    }
}
