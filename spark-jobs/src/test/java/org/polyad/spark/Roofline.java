package org.polyad.spark;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleSupplier;

/** What the machine can do, in plain loops that the compiler makes vectors of: the best of some tries, by one thread or several at once. */
final class Roofline {
    private static final int TRIES = 7;
    private static final int STREAM = 1 << 23;
    private static final int ROW = 16;
    private static final int SMALL = 512;
    private static final int DEPTH = 16;

    static double sink;

    private Roofline() {}

    /** Bytes a second of {@code a[i] = b[i] + s c[i]} over arrays far larger than the caches. */
    static double stream(int threads) {
        return 24.0
                * STREAM
                * best(threads, () -> {
                    double[] a = new double[STREAM];
                    double[] b = new double[STREAM];
                    double[] c = new double[STREAM];
                    return () -> {
                        for (int i = 0; i < STREAM; i++) {
                            a[i] = b[i] + 3 * c[i];
                        }
                        return a[17];
                    };
                });
    }

    /** Bytes a second of reading rows of 16 numbers at random from a matrix of so many. */
    static double gather(int threads, int rows) {
        int reads = 1 << 20;
        return 8.0
                * ROW
                * reads
                * best(threads, () -> {
                    Random random = new Random(1);
                    int[] index = random.ints(reads, 0, rows).toArray();
                    double[] matrix = new double[rows * ROW];
                    return () -> {
                        double sum = 0;
                        for (int i : index) {
                            sum += row(matrix, i * ROW);
                        }
                        return sum;
                    };
                });
    }

    /** The sum of 16 numbers, written out so that it waits for memory alone. */
    private static double row(double[] a, int at) {
        double s0 = (a[at] + a[at + 1]) + (a[at + 2] + a[at + 3]);
        double s1 = (a[at + 4] + a[at + 5]) + (a[at + 6] + a[at + 7]);
        double s2 = (a[at + 8] + a[at + 9]) + (a[at + 10] + a[at + 11]);
        return (s0 + s1) + (s2 + ((a[at + 12] + a[at + 13]) + (a[at + 14] + a[at + 15])));
    }

    /** Operations a second, two for a multiplication with addition, on numbers in the first-level cache. */
    static double arithmetic(int threads) {
        int rounds = 2000;
        return 2.0
                * DEPTH
                * SMALL
                * rounds
                * best(threads, () -> {
                    double[] a = new double[SMALL];
                    return () -> {
                        for (int k = 0; k < rounds; k++) {
                            multiplyAdd(a);
                        }
                        return a[0];
                    };
                });
    }

    private static void multiplyAdd(double[] a) {
        for (int i = 0; i < a.length; i++) {
            double x = a[i];
            double y = Math.fma(Math.fma(Math.fma(Math.fma(x, 0.5, 1), 0.5, 1), 0.5, 1), 0.5, 1);
            y = Math.fma(Math.fma(Math.fma(Math.fma(y, 0.5, 1), 0.5, 1), 0.5, 1), 0.5, 1);
            y = Math.fma(Math.fma(Math.fma(Math.fma(y, 0.5, 1), 0.5, 1), 0.5, 1), 0.5, 1);
            a[i] = Math.fma(Math.fma(Math.fma(Math.fma(y, 0.5, 1), 0.5, 1), 0.5, 1), 0.5, 1);
        }
    }

    private interface Maker {
        DoubleSupplier make();
    }

    /** Rounds a second, all threads together. */
    private static double best(int threads, Maker maker) {
        DoubleSupplier[] work = new DoubleSupplier[threads];
        for (int k = 0; k < threads; k++) {
            work[k] = maker.make();
        }
        double best = 0;
        for (int k = 0; k < TRIES; k++) {
            best = Math.max(best, threads / seconds(work));
        }
        return best;
    }

    private static double seconds(DoubleSupplier[] work) {
        CountDownLatch done = new CountDownLatch(work.length);
        long begin = System.nanoTime();
        for (DoubleSupplier one : work) {
            new Thread(() -> {
                        sink += one.getAsDouble();
                        done.countDown();
                    })
                    .start();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - begin) * 1e-9;
    }
}
