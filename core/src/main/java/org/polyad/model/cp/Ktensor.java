package org.polyad.model.cp;

import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.model.Format;
import org.polyad.model.TensorModel;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * A CP model [[lambda; A_0, ..., A_{d-1}]]: m_i = sum_r lambda_r prod_n A_n(i_n, r). Factor matrices are I_n x R. Immutable by
 * convention: operations return new models.
 */
public final class Ktensor implements TensorModel {
    private static final long serialVersionUID = 1L;

    private final double[] lambda;
    private final FactorMatrix[] factors;

    /** Keeps the arrays, without a copy. @throws IllegalArgumentException when ranks differ or there are fewer than two factors */
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

    @Override
    public Format format() {
        return new CpFormat(shape(), rank());
    }

    /** The factors with lambda in that of mode 0, so that m keeps all its digits: m_i = sum_r prod_n A_n(i_n, r). */
    @Override
    public FactorMatrix[] parts() {
        FactorMatrix[] parts = factors.clone();
        parts[0] = factors[0].copy();
        parts[0].scaleColumns(lambda);
        return parts;
    }

    @Override
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
    @Override
    public FactorMatrix[] factors() {
        return factors;
    }

    /** m_i = sum_r lambda_r prod_n A_n(i_n, r). */
    @Override
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
    @Override
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
    @Override
    public double innerProduct(SparseTensor tensor) {
        if (!tensor.shape().equals(shape())) {
            throw new InvalidInputException("an inner product needs one shape, found a tensor of " + tensor.shape()
                    + " and a model of " + shape());
        }
        double[] x = tensor.values();
        double[] m = values().of(tensor);
        double sum = 0;
        for (int p = 0; p < x.length; p++) {
            sum += x[p] * m[p];
        }
        return sum;
    }

    /** sum_r lambda_r prod_n 1'A_n(:, r); O(R sum I_n). */
    @Override
    public double sum() {
        double[] products = lambda.clone();
        for (FactorMatrix factor : factors) {
            double[] sums = new double[products.length];
            for (int i = 0; i < factor.rows(); i++) {
                for (int r = 0; r < sums.length; r++) {
                    sums[r] += factor.at(i, r);
                }
            }
            for (int r = 0; r < sums.length; r++) {
                products[r] *= sums[r];
            }
        }
        return Arrays.stream(products).sum();
    }

    /** lambda' (A_0'B_0 * ... * A_{d-1}'B_{d-1}) mu, * elementwise; O(R S sum I_n). */
    @Override
    public double innerProduct(TensorModel other) {
        Ktensor that = cp(other);
        double[] products = new double[Math.multiplyExact(rank(), that.rank())];
        Arrays.fill(products, 1);
        for (int n = 0; n < order(); n++) {
            double[] cross = ColumnProducts.of(factors[n], that.factors[n]);
            for (int k = 0; k < products.length; k++) {
                products[k] *= cross[k];
            }
        }
        double sum = 0;
        for (int k = 0; k < products.length; k++) {
            sum += lambda[k / that.rank()] * that.lambda[k % that.rank()] * products[k];
        }
        return sum;
    }

    private Ktensor cp(TensorModel other) {
        if (!(other instanceof Ktensor that)) {
            throw new InvalidInputException(
                    "two cp models are needed, found one of " + other.format().name());
        }
        if (!that.shape().equals(shape())) {
            throw new InvalidInputException(
                    "models of one shape can be compared, found " + shape() + " and " + that.shape());
        }
        return that;
    }

    @Override
    public double[] along(int mode, int... subscript) {
        double[] design = lambda.clone();
        for (int n = 0; n < factors.length; n++) {
            for (int r = 0; n != mode && r < design.length; r++) {
                design[r] *= factors[n].at(subscript[n], r);
            }
        }
        double[] fibre = new double[factors[mode].rows()];
        for (int j = 0; j < fibre.length; j++) {
            for (int r = 0; r < design.length; r++) {
                fibre[j] += factors[mode].at(j, r) * design[r];
            }
        }
        return fibre;
    }

    /** {@inheritDoc} lambda_r takes weights' A_mode(:, r). */
    @Override
    public Ktensor contract(int mode, double[] weights) {
        FactorMatrix gone = factors[mode];
        if (weights.length != gone.rows()) {
            throw new InvalidInputException(
                    "mode " + mode + " has " + gone.rows() + " rows, found " + weights.length + " weights");
        }
        double[] left = new double[rank()];
        for (int j = 0; j < weights.length; j++) {
            for (int r = 0; r < left.length; r++) {
                left[r] += weights[j] * gone.at(j, r);
            }
        }
        for (int r = 0; r < left.length; r++) {
            left[r] *= lambda[r];
        }
        FactorMatrix[] others = new FactorMatrix[order() - 1];
        for (int n = 0, at = 0; n < order(); n++) {
            if (n != mode) {
                others[at++] = factors[n];
            }
        }
        return new Ktensor(left, others);
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

    /** {@inheritDoc} Columns have unit 2-norm. */
    @Override
    public Ktensor canonical() {
        return canonical(false);
    }

    /**
     * How alike two models are: the mean over the best matching of components of the product of their columns' cosines and of the
     * signs of their weights. 1: the same up to order and scale. With unequal ranks only the smaller model's components count.
     *
     * @throws IllegalArgumentException when the shapes differ
     */
    @Override
    public double score(TensorModel other) {
        return Congruence.score(this, cp(other));
    }

    /** Factors of the same model with all weights 1: |lambda_r|^(1/d) moves into each mode, a negative sign into mode 0. */
    @Override
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
