package org.polyad.parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.polyad.InvalidInputException;

/**
 * The threads of one piece of work, the caller's among them. Loops ask for {@link #current}: the threads that the work was begun
 * {@link #in}, and elsewhere, as in a task of a cluster, the caller's alone. A loop inside a loop has one thread. No result may depend
 * on how many there are.
 *
 * <pre>
 * try (Threads threads = Threads.of(4)) {
 *     threads.in(() -&gt; read(file));
 * }
 * </pre>
 */
public final class Threads implements AutoCloseable {
    private static final Threads ALONE = new Threads(1);
    private static final ThreadLocal<Threads> CURRENT = new ThreadLocal<>();

    /** Rows, of work as light as R numbers, below which other threads cost more than they help. */
    private static final int FEW = 4096;

    /** Ranges for each thread: more than one, since some take longer. */
    private static final int RANGES = 8;

    private final int count;
    private final ExecutorService others;

    private Threads(int count) {
        this.count = count;
        this.others = count == 1
                ? null
                : Executors.newFixedThreadPool(count - 1, work -> {
                    Thread thread = new Thread(work, "polyad");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** @throws IllegalArgumentException for fewer than 1 */
    public static Threads of(int count) {
        if (count < 1) {
            throw new InvalidInputException("threads must be 1 or more, found " + count);
        }
        return new Threads(count);
    }

    /** Those that the caller's loops may use. */
    public static Threads current() {
        Threads threads = CURRENT.get();
        return threads == null ? ALONE : threads;
    }

    /** The caller's among them. */
    public int count() {
        return count;
    }

    /** What is run in threads, with its result. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** Does work whose loops use these threads. */
    public <T, X extends Exception> T in(Work<T, X> work) throws X {
        Threads before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Does the work for 0 .. n - 1, each once and in any order; a thread takes the next one when it is free. */
    public void each(int n, IntConsumer work) {
        if (count == 1 || n < 2) {
            for (int k = 0; k < n; k++) {
                work.accept(k);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            try {
                for (int k = next.getAndIncrement(); k < n && k >= 0; k = next.getAndIncrement()) {
                    work.accept(k);
                }
                return null;
            } catch (Throwable failure) {
                next.set(n);
                throw failure;
            }
        };
        List<Future<Void>> running = new ArrayList<>();
        for (int k = 1; k < Math.min(count, n); k++) {
            running.add(others.submit(worker));
        }
        FutureTask<Void> own = new FutureTask<>(worker);
        ALONE.in(() -> {
            own.run();
            return null;
        });
        running.add(own);
        running.forEach(Threads::result);
    }

    /** The work on from .. to - 1. */
    @FunctionalInterface
    public interface RangeWork {
        void on(int from, int to);
    }

    /** Cuts 0 .. n - 1 into ranges; for work that does not depend on how it is cut. */
    public void ranges(int n, RangeWork work) {
        int ranges = count == 1 ? 1 : Math.min(n, count * RANGES);
        each(ranges, k -> work.on((int) ((long) n * k / ranges), (int) ((long) n * (k + 1) / ranges)));
    }

    /** Does the work for rows 0 .. rows - 1, each once; few rows are left to the caller's thread. */
    public void rows(int rows, IntConsumer work) {
        Threads threads = rows > FEW ? this : ALONE;
        threads.ranges(rows, (from, to) -> {
            for (int i = from; i < to; i++) {
                work.accept(i);
            }
        });
    }

    /** Begins work beside the caller's, which does it itself if it is not begun yet when the result is asked for. */
    public <T> Supplier<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (others != null) {
            others.execute(task);
        }
        return () -> {
            task.run();
            return result(task);
        };
    }

    /** As {@link Arrays#sort(long[])}. */
    public void sort(long[] numbers) {
        int parts = Integer.highestOneBit(count);
        if (numbers.length < FEW * parts || parts == 1) {
            Arrays.sort(numbers);
            return;
        }
        int[] start = new int[parts + 1];
        Arrays.setAll(start, k -> (int) ((long) numbers.length * k / parts));
        each(parts, k -> Arrays.sort(numbers, start[k], start[k + 1]));
        long[] from = numbers;
        long[] to = new long[numbers.length];
        for (int width = 1; width < parts; width *= 2) {
            long[] source = from;
            long[] target = to;
            int step = width;
            each(parts / (2 * step), k -> {
                int first = 2 * step * k;
                merge(source, start[first], start[first + step], start[first + 2 * step], target);
            });
            from = target;
            to = source;
        }
        if (from != numbers) {
            System.arraycopy(from, 0, numbers, 0, numbers.length);
        }
    }

    /** As {@link Arrays#sort(double[])}. */
    public void sort(double[] numbers) {
        if (count == 1) {
            Arrays.sort(numbers);
            return;
        }
        long[] keys = new long[numbers.length];
        ranges(keys.length, (from, to) -> {
            for (int k = from; k < to; k++) {
                keys[k] = flipped(Double.doubleToLongBits(numbers[k]));
            }
        });
        sort(keys);
        ranges(keys.length, (from, to) -> {
            for (int k = from; k < to; k++) {
                numbers[k] = Double.longBitsToDouble(flipped(keys[k]));
            }
        });
    }

    /** The bits of doubles as longs of the same order, and back. */
    private static long flipped(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    private static void merge(long[] from, int first, int middle, int end, long[] to) {
        int left = first;
        int right = middle;
        for (int k = first; k < end; k++) {
            to[k] = right == end || left < middle && from[left] <= from[right] ? from[left++] : from[right++];
        }
    }

    private static <T> T result(Future<T> of) {
        try {
            return of.get();
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

    /** Ends the others; the work has to be done. */
    @Override
    public void close() {
        if (others != null) {
            others.shutdownNow();
        }
    }
}
