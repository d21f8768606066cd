package org.polyad.solver;

import org.polyad.tensor.FactorMatrix;

/** A tensor made ready for fitting, wherever it lies. */
public interface Problem extends AutoCloseable {
    /** The training cells. */
    Engine engine();

    /** The cells set aside, as blocks of mode 0; null without any. */
    Engine holdout();

    /** How many cells were set aside. */
    long holdoutCells();

    Cells cells();

    /** Leading left singular vectors of each unfolding, for a start. */
    FactorMatrix[] nvecs(int rank, long seed);

    @Override
    void close();
}
