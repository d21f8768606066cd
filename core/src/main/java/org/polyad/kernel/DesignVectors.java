package org.polyad.kernel;

import org.polyad.blocks.ModeView;
import org.polyad.tensor.FactorMatrix;

/**
 * The design vectors delta_p of one part of a model: every format here is linear in each of its parts, so that the value at entry p is
 *
 * <pre>m_p = a . delta_p</pre>
 *
 * with a the row of the part that the entry belongs to, and delta_p made of the other parts and the entry's other subscripts. One a thread.
 * Nothing is allocated after {@link #aim}.
 */
public interface DesignVectors {
    /**
     * Sets the view and the model that the other methods read.
     *
     * @param parts the model's parts (input, not modified)
     */
    void aim(ModeView view, FactorMatrix[] parts);

    /** Fills n design vectors, for the entries from {@code from} on, in the panels of a {@link Chunk}. @param to (output, overwritten) */
    void fill(int from, int n, double[] to);

    /** Whether {@link #models} and {@link #addValues} may be called, which do not store the design vectors. */
    boolean direct();

    /** m_p = a . delta_p for n entries. @param a the row (input) @param m n numbers (output, overwritten) */
    void models(int from, int n, double[] a, double[] m);

    /** v += sum_p x_p delta_p over the values of the entries {@code from} to {@code to - 1}. @param v (output, accumulated) */
    void addValues(int from, int to, double[] v);
}
