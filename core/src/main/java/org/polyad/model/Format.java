package org.polyad.model;

import java.io.Serializable;
import java.util.function.IntFunction;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.DesignVectors;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowSystem;
import org.polyad.kernel.ZeroTerm;
import org.polyad.kernel.vector.FastestKernels;
import org.polyad.loss.ZeroPart;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * How the parts of a model make its values, without the numbers. Every format is linear in each of its parts: m_i = a . delta, a being
 * one row of one part and delta the {@linkplain DesignVectors design vector}, which depends on the other parts and on the other
 * subscripts of i. So one row solve, one gradient and one closed zero part serve all formats.
 *
 * <p>Modes, parts and rows count from 0. Small and immutable: tasks carry it over the wire.
 */
public interface Format extends Serializable {
    /** The name that users write: {@code cp}. */
    String name();

    Shape shape();

    /** The ranks in the order in which users give them. */
    int[] ranks();

    int parts();

    /** The mode whose subscripts choose a part's row. */
    int modeOf(int part);

    int rows(int part);

    int columns(int part);

    /** The design vectors of a part; a new object, since one serves one thread. */
    DesignVectors design(int part, Kernels kernels);

    /** m at many cells for these parts; a new object, since one serves one thread. */
    TensorModel.Values values(FactorMatrix[] parts);

    /**
     * The sum of f(0, m) over all cells of a row of a part.
     *
     * @param zeros f(0, m) as a polynomial
     * @param sums of the other parts; those of {@code part} itself are not read
     */
    ZeroTerm zeros(ZeroPart zeros, PartSums sums, int part);

    /** The sum of f(0, m) over all cells. */
    double zeroTotal(ZeroPart zeros, PartSums sums);

    /**
     * The changes of the parts that do not change m.
     *
     * @param listed by part, the listed entries of each of its rows
     */
    Gauge gauge(Penalty penalty, IntFunction<long[]> listed);

    /** The parts that a sweep updates, in this order. */
    int[] sweep();

    /** Whether sweeps may start from extrapolated parts. */
    boolean extrapolates();

    /** The model of these parts. @param parts kept, not copied */
    TensorModel finish(FactorMatrix[] parts);

    /**
     * The model of these parts in canonical form.
     *
     * @param distributions whether the parts are probabilities, whose columns add up to 1 where the format has columns with a scale
     */
    default TensorModel canonical(FactorMatrix[] parts, boolean distributions) {
        return finish(parts).canonical();
    }

    /** An empty system for the rows of a part; one serves one thread. */
    default RowSystem rowSystem(int part, CellLoss cells) {
        Kernels kernels = FastestKernels.chosen();
        return new RowSystem(columns(part), cells, kernels, design(part, kernels));
    }

    /** Numbers in all parts, without the padding of rows. */
    default long parameters() {
        long numbers = 0;
        for (int part = 0; part < parts(); part++) {
            numbers += (long) rows(part) * columns(part);
        }
        return numbers;
    }
}
