package org.polyad.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Cuts 0 .. n - 1 into ranges that threads work on; for work that does not depend on how it is cut. */
final class Ranges {
    private static final int PER_THREAD = 8;

    private Ranges() {}

    /** The work on from .. to - 1. */
    interface Work {
        void on(int from, int to);
    }

    static void run(int n, int threads, Work work) {
        if (threads == 1 || n < 2) {
            work.on(0, n);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            int ranges = Math.min(n, threads * PER_THREAD);
            List<Future<?>> running = new ArrayList<>();
            for (int k = 0; k < ranges; k++) {
                int from = (int) ((long) n * k / ranges);
                int to = (int) ((long) n * (k + 1) / ranges);
                running.add(pool.submit(() -> work.on(from, to)));
            }
            for (Future<?> range : running) {
                range.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
