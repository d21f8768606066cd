package org.polyad.kernel;

import org.polyad.tensor.FactorMatrix;

/**
 * The dense loops over a chunk of design vectors k_p, stored in panels as in {@link Chunk}; other vectors ({@code a},
 * {@code v}) have {@code stride} numbers, zero-padded past the rank. Unchecked, allocation-free; sums are in a fixed order.
 */
public interface Kernels {
    /** m_p = a . k_p for p &lt; n. @param a {@code stride} numbers (input) @param m n numbers (output, overwritten) */
    void models(double[] design, int n, double[] a, double[] m);

    /** v += sum_p y_p k_p. @param y n numbers (input) @param v {@code stride} numbers (output, accumulated) */
    void addScaled(double[] design, int n, double[] y, double[] v);

    /**
     * H += sum_p z_p k_p k_p', at least the upper triangle (column &gt;= row).
     *
     * @param z n numbers (input)
     * @param stride of H
     * @param hessian {@code stride} x {@code stride}, row-major (output, accumulated; below the diagonal undefined)
     */
    void addOuter(double[] design, int n, double[] z, int stride, double[] hessian);

    /** k_p = A(i[from + p], :) for n entries. @param to n design vectors (output, overwritten) */
    void copy(FactorMatrix a, int[] i, int from, int n, double[] to);

    /** k_p = k_p * A(i[from + p], :), elementwise, for n entries. @param to n design vectors (input and output) */
    void times(FactorMatrix a, int[] i, int from, int n, double[] to);

    /** k_p = A(i[from + p], :) * B(j[from + p], :), elementwise, for n entries. @param to n design vectors (output, overwritten) */
    void products(RowPairs pairs, int from, int n, double[] to);

    /** m_p = a . (A(i[from + p], :) * B(j[from + p], :)), without storing the design vectors. @param m n numbers (output) */
    void productModels(RowPairs pairs, int from, int n, double[] a, double[] m);

    /**
     * v += sum_p y_p A(i_p, :) * B(j_p, :) for p from {@code from} to {@code to - 1}: the MTTKRP of a row in a tensor of order 3,
     * without storing the design vectors.
     *
     * @param y the number of entry p at place p (input)
     * @param v {@code stride} numbers (output, accumulated)
     */
    void addProducts(RowPairs pairs, int from, int to, double[] y, double[] v);
}
