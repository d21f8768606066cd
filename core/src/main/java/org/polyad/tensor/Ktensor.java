package org.polyad.tensor;

import java.io.Serializable;

/**
 * A CP model [[lambda; A_0, ..., A_{d-1}]]: m_i = sum_r lambda_r prod_n A_n(i_n, r). Factor matrices are I_n x R. Treated as
 * immutable: operations return new models.
 */
public final class Ktensor implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] lambda;
    private final FactorMatrix[] factors;

    /** Takes the arrays as they are. @throws IllegalArgumentException when ranks differ or there are fewer than two factors */
    public Ktensor(double[] lambda, FactorMatrix... factors) {
        if (factors.length < 2) {
            throw new IllegalArgumentException("a model needs order 2 or more, found " + factors.length);
        }
        for (FactorMatrix factor : factors) {
            if (factor.columns() != lambda.length) {
                throw new IllegalArgumentException("every factor needs a column for each of the " + lambda.length
                        + " weights, found " + factor.columns());
            }
        }
        this.lambda = lambda;
        this.factors = factors;
    }

    public int order() {
        return factors.length;
    }

    public int rank() {
        return lambda.length;
    }

    public Shape shape() {
        int[] sizes = new int[factors.length];
        for (int n = 0; n < sizes.length; n++) {
            sizes[n] = factors[n].rows();
        }
        return Shape.of(sizes);
    }

    /** The array itself, not a copy. */
    public double[] lambda() {
        return lambda;
    }

    public FactorMatrix factor(int mode) {
        return factors[mode];
    }

    /** The array itself, not a copy. */
    public FactorMatrix[] factors() {
        return factors;
    }

    /** m_i = sum_r lambda_r prod_n A_n(i_n, r). */
    public double valueAt(int... subscript) {
        double sum = 0;
        for (int r = 0; r < lambda.length; r++) {
            double product = lambda[r];
            for (int n = 0; n < factors.length; n++) {
                product *= factors[n].at(subscript[n], r);
            }
            sum += product;
        }
        return sum;
    }
}
