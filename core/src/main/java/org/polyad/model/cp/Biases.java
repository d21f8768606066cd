package org.polyad.model.cp;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * Offsets (biases) beside the components, as models of ratings have them:
 *
 * <pre>m_i = mu + sum_n b_n(i_n) + sum_{r &lt; R} prod_n A_n(i_n, r)</pre>
 *
 * <p>They are columns of the factors, so that everything that accepts a CP model accepts them too: column R + n has b_n in mode n and 1 in
 * all others, column R + d has mu in mode 0 and 1 in all others. All of these but b_n are held during the fit; mu is the m whose mean is that of
 * the data. Offsets have the penalty of the components. Source: Koren, Bell and Volinsky, Matrix Factorization Techniques for Recommender
 * Systems, Computer 42(8), 2009, equation 4.
 *
 * @param rank R, without the offsets
 * @param order d
 */
public record Biases(int rank, int order) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The columns of each factor: R + d + 1. */
    public int columns() {
        return rank + order + 1;
    }

    /** By mode and column, whether the column of the mode's factor is held. */
    public boolean[][] held() {
        boolean[][] held = new boolean[order][columns()];
        for (int n = 0; n < order; n++) {
            Arrays.fill(held[n], rank, columns(), true);
            held[n][rank + n] = false;
        }
        return held;
    }

    /** Appends the columns of the offsets to factors of R columns, with b_n = 0. @param mu the offset of all cells */
    public FactorMatrix[] appendedTo(FactorMatrix[] components, double mu) {
        FactorMatrix[] all = new FactorMatrix[order];
        for (int n = 0; n < order; n++) {
            all[n] = new FactorMatrix(components[n].rows(), columns());
            for (int i = 0; i < all[n].rows(); i++) {
                all[n].setRow(i, components[n].data(), components[n].offset(i), rank);
                for (int c = rank; c < columns(); c++) {
                    all[n].set(i, c, c == rank + n ? 0 : n == 0 && c == rank + order ? mu : 1);
                }
            }
        }
        return all;
    }

    /**
     * The canonical form: the components in theirs, then the offsets in their order, with unit norms, and the sign of mu in mode 0.
     *
     * @param factors lambda = 1
     */
    public Ktensor canonical(FactorMatrix[] factors) {
        double[] ones = new double[rank];
        Arrays.fill(ones, 1);
        FactorMatrix[] left = new FactorMatrix[order];
        FactorMatrix[] right = new FactorMatrix[order];
        for (int n = 0; n < order; n++) {
            left[n] = factors[n].columns(0, rank);
            right[n] = factors[n].columns(rank, columns());
        }
        Ktensor components = new Ktensor(ones, left).canonical(false);
        double[] rest = new double[order + 1];
        Arrays.fill(rest, 1);
        Ktensor offsets = new Ktensor(rest, right).normalize(false);
        double[] lambda = Arrays.copyOf(components.lambda(), columns());
        System.arraycopy(offsets.lambda(), 0, lambda, rank, order + 1);
        FactorMatrix[] joined = new FactorMatrix[order];
        for (int n = 0; n < order; n++) {
            joined[n] = components.factor(n).beside(offsets.factor(n));
        }
        return new Ktensor(lambda, joined);
    }

    /**
     * The factors of a model with these offsets as a fit has them: lambda = 1, and ones in the held columns.
     *
     * @param spread the model's factors with lambda = 1, scaled in any way
     */
    public FactorMatrix[] restored(FactorMatrix[] spread) {
        FactorMatrix[] factors = new FactorMatrix[order];
        Arrays.setAll(factors, n -> spread[n].copy());
        for (int c = rank; c < columns(); c++) {
            int own = c == rank + order ? 0 : c - rank;
            double product = 1;
            for (int n = 0; n < order; n++) {
                product *= n == own ? 1 : factors[n].at(0, c);
            }
            for (int n = 0; n < order; n++) {
                for (int i = 0; i < factors[n].rows(); i++) {
                    factors[n].set(i, c, n == own ? product * factors[n].at(i, c) : 1);
                }
            }
        }
        return factors;
    }
}
