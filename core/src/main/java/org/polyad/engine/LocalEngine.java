package org.polyad.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.parallel.Threads;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Runs tasks in threads of this process, over views of a tensor in memory. Threads take blocks as they become free. */
public final class LocalEngine implements Engine {
    private final Shape shape;
    private final Threads threads;
    private final long[][] listedCounts;
    private final RowBlocks[] blocks;
    private final ModeView[][] views;

    /**
     * Builds the views.
     *
     * @param listedCounts by mode, the listed entries of each row (for the penalty by count)
     * @param cuts by mode, how its rows are cut; null: the mode gets no views
     * @param threads for this and all tasks; the caller closes them
     */
    public LocalEngine(SparseTensor tensor, long[][] listedCounts, RowBlocks[] cuts, Threads threads) {
        this.shape = tensor.shape();
        this.threads = threads;
        this.listedCounts = listedCounts;
        this.blocks = cuts;
        this.views = threads.in(() -> ModeViews.build(tensor, cuts, listedCounts));
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public RowBlocks blocks(int mode) {
        return blocks[mode];
    }

    @Override
    public long[] listedCounts(int mode) {
        return listedCounts[mode];
    }

    @Override
    public <T> List<T> run(String label, BlockTask<T> task, FactorMatrix[] factors, int... modes) {
        List<ModeView> work = new ArrayList<>();
        for (int n : modes) {
            work.addAll(Arrays.asList(views[n]));
        }
        List<T> results = new ArrayList<>(Collections.nCopies(work.size(), null));
        threads.each(work.size(), k -> results.set(k, task.apply(work.get(k), factors)));
        return results;
    }

    @Override
    public Threads threads() {
        return threads;
    }

    @Override
    public String where() {
        return "local, " + threads.count() + (threads.count() == 1 ? " thread" : " threads");
    }

    /** Does nothing: the threads are the caller's. */
    @Override
    public void close() {}
}
