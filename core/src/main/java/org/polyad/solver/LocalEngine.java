package org.polyad.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.ModeViews;
import org.polyad.tensor.RowBlocks;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Runs tasks in threads of this process, over views of a tensor in memory. Threads take blocks as they become free. */
public final class LocalEngine implements Engine {
    private final Shape shape;
    private final int threads;
    private final ExecutorService pool;
    private final long[][] listedCounts;
    private final RowBlocks[] blocks;
    private final ModeView[][] views;

    /**
     * Builds the views.
     *
     * @param listedCounts by mode, the listed entries of each row (for the penalty by count)
     * @param cuts by mode, how its rows are cut; of modes with null there will be no views
     */
    public LocalEngine(SparseTensor tensor, long[][] listedCounts, RowBlocks[] cuts, int threads) {
        this.shape = tensor.shape();
        this.threads = threads;
        this.listedCounts = listedCounts;
        this.blocks = cuts;
        this.views = new ModeView[cuts.length][];
        IntStream.range(0, cuts.length)
                .parallel()
                .forEach(n -> views[n] = cuts[n] == null ? null : ModeViews.build(tensor, n, cuts[n], listedCounts[n]));
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "polyad");
            thread.setDaemon(true);
            return thread;
        });
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
        List<T> results = new ArrayList<>(java.util.Collections.nCopies(work.size(), null));
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int k = next.getAndIncrement(); k < work.size(); k = next.getAndIncrement()) {
                results.set(k, task.apply(work.get(k), factors));
            }
            return null;
        };
        join(worker, Math.min(threads, work.size()));
        return results;
    }

    private void join(Callable<Void> worker, int count) {
        try {
            List<Future<Void>> running = pool.invokeAll(java.util.Collections.nCopies(count, worker));
            for (Future<Void> future : running) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public String where() {
        return "local, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
