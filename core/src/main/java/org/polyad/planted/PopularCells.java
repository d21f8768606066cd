package org.polyad.planted;

import org.polyad.model.cp.Ktensor;

/** Moments of m over cells whose subscripts are drawn by popularity, exactly, from sums over rows. */
final class PopularCells {
    private PopularCells() {}

    /** sum_r lambda_r prod_n sum_i p_n(i) A_n(i, r). */
    static double mean(Ktensor model, double[][] popularity) {
        double mean = 0;
        for (int r = 0; r < model.rank(); r++) {
            double product = model.lambda()[r];
            for (int n = 0; n < model.order(); n++) {
                double sum = 0;
                for (int i = 0; i < popularity[n].length; i++) {
                    sum += popularity[n][i] * model.factor(n).at(i, r);
                }
                product *= sum;
            }
            mean += product;
        }
        return mean;
    }

    /** The root of sum_{r,s} lambda_r lambda_s prod_n sum_i p_n(i) A_n(i, r) A_n(i, s); 1 in place of 0. */
    static double rootMeanSquare(Ktensor model, double[][] popularity) {
        double square = 0;
        for (int r = 0; r < model.rank(); r++) {
            for (int s = 0; s < model.rank(); s++) {
                double product = model.lambda()[r] * model.lambda()[s];
                for (int n = 0; n < model.order() && product != 0; n++) {
                    double sum = 0;
                    for (int i = 0; i < popularity[n].length; i++) {
                        sum += popularity[n][i]
                                * model.factor(n).at(i, r)
                                * model.factor(n).at(i, s);
                    }
                    product *= sum;
                }
                square += product;
            }
        }
        return square > 0 ? Math.sqrt(square) : 1;
    }
}
