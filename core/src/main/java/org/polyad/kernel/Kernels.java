package org.polyad.kernel;

/**
 * The dense loops over a chunk of design vectors k_p (rows of {@code stride} numbers, zero-padded past the rank). Unchecked,
 * allocation-free; sums are in a fixed order.
 */
public interface Kernels {
    /** m_p = a . k_p for p &lt; n. @param a {@code stride} numbers (input) @param m n numbers (output, overwritten) */
    void models(double[] design, int n, int stride, double[] a, double[] m);

    /** v += sum_p y_p k_p. @param y n numbers (input) @param v {@code stride} numbers (output, accumulated) */
    void addScaled(double[] design, int n, int stride, double[] y, double[] v);

    /**
     * H += sum_p z_p k_p k_p', at least the upper triangle (column &gt;= row).
     *
     * @param z n numbers (input)
     * @param hessian {@code stride} x {@code stride}, row-major (output, accumulated; below the diagonal undefined)
     */
    void addOuter(double[] design, int n, int stride, double[] z, double[] hessian);

    /**
     * k_p = A(i_p, :) * B(j_p, :), elementwise, for n entries.
     *
     * @param i row subscripts; entry p's stands at {@code from + p} (input)
     * @param to n design vectors (output, overwritten)
     */
    void product(double[] a, int[] i, double[] b, int[] j, int from, int n, int stride, double[] to);

    /** k_p = k_p * A(i_p, :), elementwise, for n entries. @param to n design vectors (input and output) */
    void times(double[] a, int[] i, int from, int n, int stride, double[] to);

    /**
     * v += sum_p y_p A(i_p, :) * B(j_p, :): the MTTKRP of a row in a tensor of order 3, without storing the design vectors.
     *
     * @param y entry p's stands at {@code from + p} (input)
     * @param v {@code stride} numbers (output, accumulated)
     */
    void addProducts(double[] a, int[] i, double[] b, int[] j, double[] y, int from, int n, int stride, double[] v);

    /** The plain loops: the fallback and the oracle. */
    static Kernels plain() {
        return PlainKernels.INSTANCE;
    }

    /** The fastest that this JVM has, chosen once. */
    static Kernels fastest() {
        return FastestKernels.INSTANCE;
    }
}
