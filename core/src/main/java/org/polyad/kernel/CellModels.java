package org.polyad.kernel;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/**
 * The model's values at cells in any order,
 *
 * <pre>m_p = sum_r prod_n A_n(i_n, r)</pre>
 *
 * <p>for a model with lambda = 1; O(R d) a cell, allocates nothing but at the start. One a thread.
 */
public final class CellModels {
    private final FactorMatrix[] factors;
    private final double[] product;

    /** @param factors the model (input, not modified) */
    public CellModels(FactorMatrix[] factors) {
        this.factors = factors;
        this.product = new double[factors[0].columns()];
    }

    /**
     * m of the cells {@code from .. to - 1}.
     *
     * @param subscripts by mode, of each cell (input); modes beyond the model's do not matter
     * @param m of cell p at place p (output, overwritten)
     */
    public void fill(int[][] subscripts, int from, int to, double[] m) {
        for (int p = from; p < to; p++) {
            Arrays.fill(product, 1);
            for (int n = 0; n < factors.length; n++) {
                multiply(factors[n].data(), factors[n].offset(subscripts[n][p]));
            }
            double sum = 0;
            for (double each : product) {
                sum += each;
            }
            m[p] = sum;
        }
    }

    /** m of all cells of a tensor. */
    public double[] of(SparseTensor cells) {
        int[][] subscripts = new int[cells.order()][];
        Arrays.setAll(subscripts, cells::subscripts);
        double[] m = new double[cells.entries()];
        fill(subscripts, 0, m.length, m);
        return m;
    }

    private void multiply(double[] row, int at) {
        for (int r = 0; r < product.length; r++) {
            product[r] *= row[at + r];
        }
    }
}
