package org.polyad.model;

import org.polyad.tensor.FactorMatrix;

/**
 * Moves among the parts that leave m as it is, such as scale from one mode to another. They keep the parts in good condition, and may
 * lower the penalty but never raise it.
 */
public interface Gauge {
    /** Before a part is updated. @param parts replaced in the array where they move (input and output) */
    default void before(int part, FactorMatrix[] parts) {}

    /** After a sweep. @param parts replaced in the array where they move (input and output) */
    void afterSweep(FactorMatrix[] parts);
}
