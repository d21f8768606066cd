package org.polyad.model.cp;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.polyad.kernel.DesignVectors;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.QuadraticZeroTerm;
import org.polyad.kernel.ZeroTerm;
import org.polyad.loss.ZeroPart;
import org.polyad.model.Format;
import org.polyad.model.Gauge;
import org.polyad.model.Gram;
import org.polyad.model.PartSums;
import org.polyad.model.Penalty;
import org.polyad.model.TensorModel;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * CP: m_i = sum_r prod_n A_n(i_n, r). Part n is the factor matrix of mode n, I_n x R; the design vectors are Khatri-Rao rows.
 *
 * <p>Source: T. G. Kolda, B. W. Bader, Tensor Decompositions and Applications, SIAM Review 51(3), 2009, section 3.
 */
public final class CpFormat implements Format {
    private static final long serialVersionUID = 1L;

    private final Shape shape;
    private final int rank;

    public CpFormat(Shape shape, int rank) {
        this.shape = shape;
        this.rank = rank;
    }

    @Override
    public String name() {
        return "cp";
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int[] ranks() {
        return new int[] {rank};
    }

    @Override
    public int parts() {
        return shape.order();
    }

    @Override
    public int modeOf(int part) {
        return part;
    }

    @Override
    public int rows(int part) {
        return shape.size(part);
    }

    @Override
    public int columns(int part) {
        return rank;
    }

    @Override
    public DesignVectors design(int part, Kernels kernels) {
        return new KhatriRao(kernels);
    }

    @Override
    public TensorModel.Values values(FactorMatrix[] parts) {
        return new CpValues(parts);
    }

    /** constant = c0 prod_{k != n} I_k, u = c1 * of the other modes' column sums, Gamma = c2 * of their Grams; * is elementwise. */
    @Override
    public ZeroTerm zeros(ZeroPart zeros, PartSums sums, int part) {
        double cells = 1;
        for (int n = 0; n < shape.order(); n++) {
            cells *= n == part ? 1 : shape.size(n);
        }
        return new QuadraticZeroTerm(
                zeros.constant() * cells,
                zeros.linear() == 0 ? null : scaled(Gram.hadamard(others(sums::columnSums, part), -1), zeros.linear()),
                zeros.quadratic() == 0 ? null : scaled(Gram.hadamard(others(sums::gram, part), -1), zeros.quadratic()));
    }

    @Override
    public double zeroTotal(ZeroPart zeros, PartSums sums) {
        double[] ones = new double[FactorMatrix.stride(rank)];
        Arrays.fill(ones, 1);
        return zeros(zeros, sums, -1).valueAt(ones);
    }

    /** The sums of all parts but one (-1: of all). */
    private double[][] others(IntFunction<double[]> sums, int except) {
        double[][] others = new double[parts() - (except < 0 ? 0 : 1)][];
        for (int n = 0, at = 0; n < parts(); n++) {
            if (n != except) {
                others[at++] = sums.apply(n);
            }
        }
        return others;
    }

    private static double[] scaled(double[] numbers, double by) {
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] *= by;
        }
        return numbers;
    }

    @Override
    public Gauge gauge(Penalty penalty, IntFunction<long[]> listed) {
        return new Balance(penalty, listed);
    }

    @Override
    public int[] sweep() {
        int[] all = new int[parts()];
        Arrays.setAll(all, n -> n);
        return all;
    }

    @Override
    public boolean extrapolates() {
        return true;
    }

    @Override
    public Ktensor finish(FactorMatrix[] parts) {
        double[] ones = new double[rank];
        Arrays.fill(ones, 1);
        return new Ktensor(ones, parts);
    }

    /** {@inheritDoc} Then columns have unit 1-norm, else unit 2-norm. */
    @Override
    public Ktensor canonical(FactorMatrix[] parts, boolean distributions) {
        return finish(parts).canonical(distributions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpFormat that && shape.equals(that.shape) && rank == that.rank;
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + rank;
    }

    @Override
    public String toString() {
        return "cp of rank " + rank;
    }
}
