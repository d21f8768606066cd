package org.polyad.model.cp;

import org.polyad.tensor.FactorMatrix;

/** The products of the columns of two matrices. */
final class ColumnProducts {
    private ColumnProducts() {}

    /**
     * A'B, row-major, of the R columns of {@code a} and the S columns of {@code b}; O(I R S), one pass over the rows.
     *
     * @param a I x R (input, not modified)
     * @param b I x S (input, not modified)
     */
    static double[] of(FactorMatrix a, FactorMatrix b) {
        double[] products = new double[Math.multiplyExact(a.columns(), b.columns())];
        double[] left = a.data();
        double[] right = b.data();
        for (int i = 0; i < a.rows(); i++) {
            int to = 0;
            for (int r = 0; r < a.columns(); r++) {
                double factor = left[a.offset(i) + r];
                for (int s = 0, at = b.offset(i); s < b.columns(); s++) {
                    products[to++] += factor * right[at++];
                }
            }
        }
        return products;
    }
}
