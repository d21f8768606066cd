package org.polyad.solver;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Rows that have nothing to do with each other, by several threads. */
final class Rows {
    private static final int FEW = 4096;

    private Rows() {}

    /** Does the work for rows 0..rows-1, in any order. */
    static void each(int rows, IntConsumer work) {
        IntStream all = IntStream.range(0, rows);
        (rows > FEW ? all.parallel() : all).forEach(work);
    }
}
