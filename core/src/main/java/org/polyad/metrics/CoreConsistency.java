package org.polyad.metrics;

import org.netlib.lapack.Dsyev;
import org.netlib.util.intW;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * The core consistency diagnostic, for models of the gaussian loss: near 100 where the components are what the data hold, and near 0
 * or below where there are too many of them.
 *
 * <p>{@code 100 (1 - ||G - T||^2 / ||T||^2)}, where T is the superdiagonal core of ones and G = X x_1 A_1^+ ... x_d A_d^+ the core
 * that fits the data best with the model's factors, lambda spread over them. Where unlisted cells are missing the model stands in
 * for them, so that G is T and what the listed cells add to it.
 *
 * <p>Cost: entries R^d, and a pseudo-inverse a mode. Source: R. Bro, H. A. L. Kiers, A new efficient method for determining the
 * number of components in PARAFAC models, Journal of Chemometrics 17(5), 2003.
 */
public final class CoreConsistency {
    /** Beyond so many multiplications it is not worth the wait. */
    private static final double MOST_WORK = 2e10;

    private static final double SINGULAR = 1e-12;

    private CoreConsistency() {}

    /**
     * Of a model and the data that it was fitted to.
     *
     * @param zeros unlisted cells are zeros; otherwise they are missing
     * @return NaN where it would take too long, or the model has a component of norm 0
     */
    public static double of(Ktensor model, SparseTensor data, boolean zeros) {
        int rank = model.rank();
        double size = Math.pow(rank, model.order());
        if (size * data.entries() > MOST_WORK || size > 1 << 26) {
            return Double.NaN;
        }
        FactorMatrix[] factors = model.spread();
        double[][] inverses = new double[model.order()][];
        for (int n = 0; n < inverses.length; n++) {
            inverses[n] = pseudoInverse(factors[n]);
            if (inverses[n] == null) {
                return Double.NaN;
            }
        }
        double[] core = new double[(int) size];
        double[] outer = new double[core.length];
        for (int p = 0; p < data.entries(); p++) {
            double x = data.values()[p] - (zeros ? 0 : model.valueAt(data.subscript(p)));
            add(core, outer, inverses, data, p, x, rank);
        }
        double squares = 0;
        int step = 0;
        for (int n = 0; n < model.order(); n++) {
            step = step * rank + 1;
        }
        for (int g = 0; g < core.length; g++) {
            boolean diagonal = g % step == 0;
            double off = core[g] - (diagonal && zeros ? 1 : 0);
            squares += off * off;
        }
        return 100 * (1 - squares / rank);
    }

    /** Adds x times the outer product of the entry's columns of the pseudo-inverses, the last mode running fastest. */
    private static void add(
            double[] core, double[] outer, double[][] inverses, SparseTensor data, int p, double x, int rank) {
        outer[0] = x;
        int filled = 1;
        for (int n = 0; n < inverses.length; n++) {
            int row = data.subscripts(n)[p] * rank;
            for (int g = filled - 1; g >= 0; g--) {
                double part = outer[g];
                for (int r = 0; r < rank; r++) {
                    outer[g * rank + r] = part * inverses[n][row + r];
                }
            }
            filled *= rank;
        }
        for (int g = 0; g < filled; g++) {
            core[g] += outer[g];
        }
    }

    /**
     * The transposed of A^+ = (A'A)^+ A', row by row; null for a matrix of zeros. Squares of singular values below 1e-12 of the
     * largest count as 0.
     */
    private static double[] pseudoInverse(FactorMatrix a) {
        int rank = a.columns();
        double[] gram = new double[rank * rank];
        for (int i = 0; i < a.rows(); i++) {
            for (int r = 0; r < rank; r++) {
                for (int s = 0; s < rank; s++) {
                    gram[r * rank + s] += a.at(i, r) * a.at(i, s);
                }
            }
        }
        double[] squares = new double[rank];
        double[] work = new double[Math.max(1, 34 * rank)];
        intW info = new intW(0);
        Dsyev.dsyev("V", "U", rank, gram, 0, rank, squares, 0, work, 0, work.length, info);
        double largest = squares[rank - 1];
        if (info.val != 0 || !(largest > 0)) {
            return null;
        }
        // Eigenvectors are now the columns of gram, which LAPACK stores one after the other.
        double[] inverse = new double[rank * rank];
        for (int k = 0; k < rank; k++) {
            for (int rs = 0; rs < rank * rank && squares[k] > SINGULAR * largest; rs++) {
                inverse[rs] += gram[k * rank + rs / rank] * gram[k * rank + rs % rank] / squares[k];
            }
        }
        double[] result = new double[a.rows() * rank];
        for (int i = 0; i < a.rows(); i++) {
            for (int rs = 0; rs < rank * rank; rs++) {
                result[i * rank + rs / rank] += inverse[rs] * a.at(i, rs % rank);
            }
        }
        return result;
    }
}
