package org.polyad.tensor;

import org.polyad.InvalidInputException;

/**
 * How alike two models of one shape are. The congruence of components r and s is sign(lambda_r) sign(mu_s) prod_n cos(A_n(:, r),
 * B_n(:, s)); the score is its mean over the best matching of components, 1 for models that are equal up to order and scale.
 *
 * <p>Source: G. Tomasi, R. Bro, A Comparison of Algorithms for Fitting the PARAFAC Model, Computational Statistics & Data
 * Analysis 50(7), 2006; and the Tensor Toolbox's {@code score}.
 */
final class Congruence {
    private Congruence() {}

    static double score(Ktensor a, Ktensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new InvalidInputException(
                    "models of one shape can be compared, found " + a.shape() + " and " + b.shape());
        }
        if (a.rank() > b.rank()) {
            return score(b, a);
        }
        double[][] congruence = of(a, b);
        int[] match = Assignment.maximize(congruence);
        double sum = 0;
        for (int r = 0; r < match.length; r++) {
            sum += congruence[r][match[r]];
        }
        return Math.max(-1, Math.min(1, sum / match.length));
    }

    /** Components of norm 0 are alike, and unlike any other. */
    private static double[][] of(Ktensor a, Ktensor b) {
        Ktensor u = Canonical.normalize(a, false);
        Ktensor v = Canonical.normalize(b, false);
        double[][] congruence = new double[u.rank()][v.rank()];
        for (int r = 0; r < u.rank(); r++) {
            for (int s = 0; s < v.rank(); s++) {
                double signs = Math.signum(u.lambda()[r]) * Math.signum(v.lambda()[s]);
                congruence[r][s] = u.lambda()[r] == 0 && v.lambda()[s] == 0 ? 1 : signs;
            }
        }
        for (int n = 0; n < u.order(); n++) {
            multiply(congruence, u, v, n);
        }
        return congruence;
    }

    private static void multiply(double[][] congruence, Ktensor u, Ktensor v, int mode) {
        double[] cosines = ColumnProducts.of(u.factor(mode), v.factor(mode));
        for (int r = 0; r < u.rank(); r++) {
            for (int s = 0; s < v.rank(); s++) {
                boolean zeros = u.lambda()[r] == 0 && v.lambda()[s] == 0;
                congruence[r][s] *= zeros ? 1 : cosines[r * v.rank() + s];
            }
        }
    }
}
