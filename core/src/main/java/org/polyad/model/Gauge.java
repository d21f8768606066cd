package org.polyad.model;

import org.polyad.tensor.FactorMatrix;

/**
 * Changes of the parts that do not change m, such as moving scale from one mode to another. They keep the parts well conditioned, and never
 * raise the penalty.
 */
public interface Gauge {
    /** Before a part is updated. @param parts those that change are replaced in the array (input and output) */
    default void before(int part, FactorMatrix[] parts) {}

    /** After a sweep. @param parts those that change are replaced in the array (input and output) */
    void afterSweep(FactorMatrix[] parts);
}
