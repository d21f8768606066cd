package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.model.TensorModel;

/** m of a CP model at many cells: m_i = sum_r prod_n A_n(i_n, r), products in the order of the modes; O(R d) a cell. */
final class CpValues implements TensorModel.Values {
    /** Cells that callers do well to ask for at once. */
    static final int CHUNK = 1024;

    private final FactorMatrix[] factors;
    private final double[] product;

    /** @param factors lambda spread over them (input, not modified) */
    CpValues(FactorMatrix[] factors) {
        this.factors = factors;
        this.product = new double[factors[0].columns()];
    }

    @Override
    public void at(int[][] subscripts, int from, int n, double[] m) {
        for (int p = 0; p < n; p++) {
            m[p] = value(subscripts, from + p);
        }
    }

    private double value(int[][] subscripts, int cell) {
        Arrays.fill(product, 1);
        for (int n = 0; n < factors.length; n++) {
            double[] data = factors[n].data();
            int at = factors[n].offset(subscripts[n][cell]);
            for (int r = 0; r < product.length; r++) {
                product[r] *= data[at + r];
            }
        }
        double sum = 0;
        for (double each : product) {
            sum += each;
        }
        return sum;
    }
}
