package org.polyad.engine;

import java.util.List;
import org.polyad.blocks.RowBlocks;
import org.polyad.parallel.Threads;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * Applies tasks to all blocks of a tensor: by threads of this process, or by a cluster. The only seam between the methods and the machine; it
 * never changes a result.
 */
public interface Engine extends AutoCloseable {
    Shape shape();

    RowBlocks blocks(int mode);

    /** Listed entries of each row of a mode. */
    long[] listedCounts(int mode);

    /**
     * Applies a task to every block of the given modes: results in the order of modes, then of blocks.
     *
     * @param label what is computed, shown to users: {@code sweep 3, mode 1}
     * @param factors the parts of the current model; an implementation may send only those that changed since the last call (by identity)
     */
    <T> List<T> run(String label, BlockTask<T> task, FactorMatrix[] factors, int... modes);

    /** Threads of this process, for work between tasks. */
    Threads threads();

    /** For messages: {@code local, 2 threads}. */
    String where();

    @Override
    void close();
}
