package org.polyad.engine;

import org.polyad.cells.FittedCells;
import org.polyad.tensor.FactorMatrix;

/** A tensor prepared for fits by one method, in memory or on a cluster: its cells, cut into blocks. */
public interface PreparedTensor extends AutoCloseable {
    /** The method and options that the cells were chosen and cut for; {@code Gcp.fit} refuses others. */
    PreparedFor preparedFor();

    /** The training cells as blocks of every mode; for a stochastic method the entries that it draws from, in blocks of its own. */
    Engine engine();

    /** The training cells as blocks of every mode, for the exact sweeps that end a stochastic run; null without them. */
    Engine polish();

    /** The cells set aside, as blocks of mode 0; null without any. */
    Engine holdout();

    /** How many cells were set aside. */
    long holdoutCells();

    FittedCells cells();

    /** Leading left singular vectors of each unfolding, for a start. */
    FactorMatrix[] nvecs(int rank, long seed);

    @Override
    void close();
}
