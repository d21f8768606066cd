package org.polyad.engine;

import java.io.Serializable;
import org.polyad.blocks.ModeView;
import org.polyad.tensor.FactorMatrix;

/**
 * What a method wants computed for every block. Tasks and results are final classes over arrays: they cross the wire. A task may
 * run more than once for a block and must give the same result without side effects.
 */
public interface BlockTask<T> extends Serializable {
    /** @param factors the current model's factor matrices (input, not modified) */
    T apply(ModeView block, FactorMatrix[] factors);
}
