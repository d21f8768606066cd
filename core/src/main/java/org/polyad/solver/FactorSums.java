package org.polyad.solver;

import java.util.Arrays;
import org.polyad.kernel.Gram;
import org.polyad.kernel.ZeroTerm;
import org.polyad.loss.ZeroPart;
import org.polyad.tensor.FactorMatrix;

/** Grams and column sums of a model's factors, recomputed only for factors that changed (by identity). */
final class FactorSums {
    private final ZeroPart part;
    private final FactorMatrix[] of;
    private final double[][] grams;
    private final double[][] sums;

    FactorSums(ZeroPart part, int order) {
        this.part = part;
        this.of = new FactorMatrix[order];
        this.grams = new double[order][];
        this.sums = new double[order][];
    }

    /** The closed zero part for the rows of {@code mode}; all of it zero where the loss has none. */
    ZeroTerm zeroTerm(FactorMatrix[] factors, int mode) {
        update(factors, mode);
        // the mode's own entry is skipped by the product, but must be there to be of the right length
        int other = mode == 0 ? 1 : 0;
        if (grams[mode] == null) {
            grams[mode] = grams[other];
            sums[mode] = sums[other];
        }
        return ZeroTerm.of(part, factors, grams, sums, mode);
    }

    /** The sum of f(0, m) over all cells. */
    double zeroTotal(FactorMatrix[] factors) {
        update(factors, -1);
        double[] ones = new double[factors[0].stride()];
        Arrays.fill(ones, 1);
        return ZeroTerm.of(part, factors, grams, sums, -1).valueAt(ones);
    }

    private void update(FactorMatrix[] factors, int except) {
        for (int n = 0; n < factors.length; n++) {
            if (n != except && of[n] != factors[n]) {
                grams[n] = part.quadratic() == 0 ? new double[0] : Gram.of(factors[n]);
                sums[n] = part.linear() == 0 ? new double[0] : Gram.columnSums(factors[n]);
                of[n] = factors[n];
            }
        }
    }
}
