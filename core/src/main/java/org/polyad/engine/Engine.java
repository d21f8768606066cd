package org.polyad.engine;

import java.util.List;
import org.polyad.blocks.RowBlocks;
import org.polyad.parallel.Threads;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * Where the work over all entries is done: by threads here, by a cluster elsewhere. The one seam between the methods and the
 * machine; it never changes a result.
 */
public interface Engine extends AutoCloseable {
    Shape shape();

    RowBlocks blocks(int mode);

    /** Listed entries of each row of a mode. */
    long[] listedCounts(int mode);

    /**
     * Applies a task to every block of the given modes: results in the order of modes, then of blocks.
     *
     * @param label what is being done, for people who watch: {@code sweep 3, mode 1}
     * @param factors the current model; an implementation may keep what did not change since the last call, by identity
     */
    <T> List<T> run(String label, BlockTask<T> task, FactorMatrix[] factors, int... modes);

    /** Threads of this process for the work between its own. */
    Threads threads();

    /** For messages: {@code local, 2 threads}. */
    String where();

    @Override
    void close();
}
