package org.polyad.engine;

import java.io.Serializable;
import org.polyad.blocks.ModeView;
import org.polyad.tensor.FactorMatrix;

/**
 * A computation for one block. Tasks and results are final classes over arrays, since clusters send them. A task may run more than once for a
 * block: it must give the same result each time, and have no side effects.
 */
public interface BlockTask<T> extends Serializable {
    /** @param factors the current model's factor matrices (input, not modified) */
    T apply(ModeView block, FactorMatrix[] factors);
}
