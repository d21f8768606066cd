package org.polyad.tensor;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.InvalidInputException;

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
            throw new InvalidInputException("a model needs order 2 or more, found " + factors.length);
        }
        for (FactorMatrix factor : factors) {
            if (factor.columns() != lambda.length) {
                throw new InvalidInputException("every factor needs a column for each of the " + lambda.length
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

    /** ||M|| = sqrt(lambda' (Gram_0 * ... * Gram_{d-1}) lambda), Gram_n = A_n' A_n, * elementwise; O(R^2 sum I_n). */
    public double norm() {
        double[] products = new double[lambda.length * lambda.length];
        Arrays.fill(products, 1);
        for (FactorMatrix factor : factors) {
            double[] gram = ColumnProducts.of(factor, factor);
            for (int k = 0; k < gram.length; k++) {
                products[k] *= gram[k];
            }
        }
        double sum = 0;
        for (int k = 0; k < products.length; k++) {
            sum += lambda[k / lambda.length] * lambda[k % lambda.length] * products[k];
        }
        // Rounding may leave a sum just below 0 where components cancel.
        return Math.sqrt(Math.max(0, sum));
    }

    /**
     * &lt;X, M&gt; = sum over the listed entries of x_i m_i, whatever their weights; O(nnz R d).
     *
     * @throws IllegalArgumentException when the shapes differ
     */
    public double innerProduct(SparseTensor tensor) {
        if (!tensor.shape().equals(shape())) {
            throw new InvalidInputException("an inner product needs one shape, found a tensor of " + tensor.shape()
                    + " and a model of " + shape());
        }
        double[] values = tensor.values();
        int[] subscript = new int[factors.length];
        double sum = 0;
        for (int p = 0; p < values.length; p++) {
            for (int n = 0; n < subscript.length; n++) {
                subscript[n] = tensor.subscripts(n)[p];
            }
            sum += values[p] * valueAt(subscript);
        }
        return sum;
    }

    /**
     * Columns of unit 2-norm, or unit 1-norm; the scale moves into lambda. A component with a column of zeros gets lambda 0 and
     * keeps the column.
     */
    public Ktensor normalize(boolean oneNorm) {
        return Canonical.normalize(this, oneNorm);
    }

    /**
     * Components by |lambda| descending and lambda nonnegative; signs flip in pairs so that the entry of largest magnitude in each
     * column of every mode but the last is positive.
     */
    public Ktensor arrange() {
        return Canonical.arrange(this);
    }

    /**
     * The canonical form: normalised, then arranged.
     *
     * @param oneNorm for the nonnegative count losses, whose columns are then distributions
     */
    public Ktensor canonical(boolean oneNorm) {
        return normalize(oneNorm).arrange();
    }

    /**
     * How alike two models are: the mean over the best matching of components of the product of their columns' cosines and of the
     * signs of their weights. 1: the same up to order and scale. With unequal ranks only the smaller model's components count.
     *
     * @throws IllegalArgumentException when the shapes differ
     */
    public double score(Ktensor other) {
        return Congruence.score(this, other);
    }

    /** Factors of the same model with all weights 1: lambda moves into mode 0, which rounds products as {@link #valueAt} does. */
    public FactorMatrix[] absorbed() {
        FactorMatrix[] absorbed = factors.clone();
        absorbed[0] = factors[0].copy();
        absorbed[0].scaleColumns(lambda);
        return absorbed;
    }

    /** Factors of the same model with all weights 1: |lambda_r|^(1/d) moves into each mode, a negative sign into mode 0. */
    public FactorMatrix[] spread() {
        double[] scale = new double[lambda.length];
        for (int r = 0; r < scale.length; r++) {
            scale[r] = Math.pow(Math.abs(lambda[r]), 1.0 / factors.length);
        }
        FactorMatrix[] spread = new FactorMatrix[factors.length];
        for (int n = 0; n < spread.length; n++) {
            spread[n] = factors[n].copy();
            spread[n].scaleColumns(scale);
        }
        for (int r = 0; r < scale.length; r++) {
            scale[r] = lambda[r] < 0 ? -1 : 1;
        }
        spread[0].scaleColumns(scale);
        return spread;
    }
}
