package org.polyad.jobs;

import java.util.Locale;
import org.polyad.InvalidInputException;
import org.polyad.solver.Method;
import org.polyad.tensor.Shape;

/** Says before any work whether the factor matrices can be held. */
final class FitMemory {
    private static final long MOST = Integer.MAX_VALUE - 8;

    /** The model, the method's next one, the best start, and what comes back. */
    private static final int COPIES = 4;

    /** Vectors as long as the model that a method remembers: ten pairs and a few of L-BFGS-B, six pairs of accelerated sweeps. */
    private static final int REMEMBERED_LBFGSB = 26;

    private static final int REMEMBERED_NEWTON = 12;

    /** Sweeps remember no more than that many numbers, however large the model is. */
    private static final double MOST_REMEMBERED = 0x1p28;

    private FitMemory() {}

    /**
     * @param threads that each hold a row's system of R x R numbers
     * @throws IllegalArgumentException with the numbers and what to change
     */
    static void check(Shape shape, int rank, Method method, int threads, long heap) {
        double stride = (rank + 3.0) - (rank + 3.0) % 4;
        double rows = 0;
        for (int size : shape.sizes()) {
            rows += size;
            if (size * stride > MOST && size > MOST / 4) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "a mode of %,d rows is too long: even at rank 1 a factor matrix has at most %,d",
                        size,
                        MOST / 4));
            }
            if (size * stride > MOST) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "rank %d and %,d rows make a factor matrix of %.3g numbers, and a Java array holds %.3g; lower --rank to"
                                + " %d or less",
                        rank,
                        size,
                        size * stride,
                        (double) MOST,
                        MOST / size / 4 * 4));
            }
        }
        double bytes =
                8 * (COPIES * rows * stride + remembered(method, threads, rows * rank) + 2.0 * threads * rank * rank);
        if (bytes > heap) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "rank %d for a tensor of %s needs some %.1f GB for the factor matrices and their work space, and the heap"
                            + " has %.1f GB; %sraise --driver-memory",
                    rank,
                    shape,
                    bytes / 1e9,
                    heap / 1e9,
                    rank > 1 ? "lower --rank or " : ""));
        }
    }

    private static double remembered(Method method, int threads, double unknowns) {
        return switch (method) {
            case LBFGSB -> REMEMBERED_LBFGSB * unknowns;
            case AUTO, NEWTON -> Math.min(REMEMBERED_NEWTON * unknowns, MOST_REMEMBERED);
            // Moments of the gradient, and each thread's own copy of the model.
            default -> (2.0 + threads) * unknowns;
        };
    }
}
