package org.polyad.model.cp;

import java.util.Arrays;
import org.polyad.model.TensorModel;
import org.polyad.tensor.FactorMatrix;

/**
 * The values of a CP model at cells in any order,
 *
 * <pre>m_p = sum_r prod_n A_n(i_n, r),</pre>
 *
 * <p>products in the order of the modes; O(R d) a cell. Allocates nothing after the constructor. One a thread.
 */
final class CpValues implements TensorModel.Values {
    private final FactorMatrix[] factors;
    private final double[] product;

    /** @param factors lambda spread over them (input, not modified) */
    CpValues(FactorMatrix[] factors) {
        this.factors = factors;
        this.product = new double[factors[0].columns()];
    }

    @Override
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

    private void multiply(double[] row, int at) {
        for (int r = 0; r < product.length; r++) {
            product[r] *= row[at + r];
        }
    }
}
