package org.polyad.moments;

import java.util.List;

/** Blocks in memory, one after the other; the loops inside of a block use the caller's {@link org.polyad.parallel.Threads}. */
public final class LocalPasses<B> implements Passes<B> {
    private final List<B> blocks;

    public LocalPasses(List<B> blocks) {
        this.blocks = blocks;
    }

    @Override
    public double[][] sum(Pass<B> pass) {
        double[][] sums = pass.zeros();
        for (B block : blocks) {
            pass.add(block, sums);
        }
        return sums;
    }
}
