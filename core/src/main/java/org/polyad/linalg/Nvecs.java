package org.polyad.linalg;

import java.util.function.IntFunction;
import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * The leading left singular vectors of each unfolding, unlisted entries taken as zeros and weights as 1. By block subspace iteration
 * Q &lt;- orth(X X' Q), so that no I x I matrix is formed, and Rayleigh-Ritz at its end. Columns past I_n are random. Matrices are
 * row-major, which LAPACK reads as the transposed: Q comes from an LQ factorisation.
 *
 * <p>Source: Halko, Martinsson and Tropp, Finding Structure with Randomness, SIAM Review 53(2), 2011.
 */
public final class Nvecs {
    /** Columns beyond those asked for: the iteration converges by the gap behind them. */
    private static final int MORE = 6;

    private static final int ITERATIONS = 60;

    /** The iteration ends when no Ritz value asked for changes by more than this share of the largest. */
    private static final double TOLERANCE = 1e-12;

    private final int rows;
    private final int columns;
    private double[] q;
    private double[] y;
    private double[] ritz;

    private Nvecs(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** The one operation that the iteration needs of an unfolding X_(n), wherever its entries are stored. */
    public interface Unfolding {
        /**
         * Y += X (X' Q).
         *
         * @param q I_n x columns, row-major (input)
         * @param y I_n x columns, row-major (output, accumulated)
         */
        void addSquareTimes(double[] q, double[] y, int columns);
    }

    /** For each mode an I_n x rank factor of unit columns. */
    public static FactorMatrix[] of(SparseTensor tensor, int rank, long seed) {
        return of(tensor.shape(), n -> new Fibres(tensor, n), rank, seed);
    }

    /** As {@link #of(SparseTensor, int, long)}. @param unfoldings by mode; the next one is asked for after the one before was used */
    public static FactorMatrix[] of(Shape shape, IntFunction<Unfolding> unfoldings, int rank, long seed) {
        FactorMatrix[] factors = new FactorMatrix[shape.order()];
        for (int n = 0; n < factors.length; n++) {
            int rows = shape.size(n);
            int columns = Math.min(rows, rank + MORE);
            factors[n] = random(rows, rank, seed, n);
            if ((long) rows * columns > Integer.MAX_VALUE - 8) {
                throw new InvalidInputException("mode " + n + " with its " + rows
                        + " rows is too large for a start by nvecs of rank " + rank + ": use random");
            }
            new Nvecs(rows, columns).run(unfoldings.apply(n), factors[n], rank, seed, n);
        }
        return factors;
    }

    /** Random columns of about unit norm. */
    private static FactorMatrix random(int rows, int rank, long seed, int mode) {
        FactorMatrix factor = new FactorMatrix(rows, rank);
        double scale = 1 / Math.sqrt(rows);
        for (int r = rows; r < rank; r++) {
            for (int j = 0; j < rows; j++) {
                factor.set(j, r, scale * Streams.normal(seed, Purpose.NVECS, mode, j, r));
            }
        }
        return factor;
    }

    private void run(Unfolding unfolding, FactorMatrix to, int rank, long seed, int mode) {
        int wanted = Math.min(rank, rows);
        q = new double[rows * columns];
        Threads.current().rows(rows, j -> {
            for (int c = 0; c < columns; c++) {
                q[j * columns + c] = Streams.normal(seed, Purpose.NVECS, mode, j, c);
            }
        });
        Decompositions.orthonormalise(q, rows, columns);
        double[] before = null;
        for (int k = 0; k < ITERATIONS; k++) {
            y = new double[q.length];
            unfolding.addSquareTimes(q, y, columns);
            double[] vectors = ritz();
            if (columns == rows || converged(before, wanted) || k == ITERATIONS - 1) {
                write(vectors, to, wanted);
                return;
            }
            before = ritz;
            q = y;
            Decompositions.orthonormalise(q, rows, columns);
        }
    }

    /** Q'Y = Q'XX'Q: its eigenvalues into {@link #ritz}, ascending; returns its eigenvectors, one after the other. */
    private double[] ritz() {
        double[] small = new double[columns * columns];
        for (int j = 0; j < rows; j++) {
            int at = j * columns;
            for (int a = 0; a < columns; a++) {
                for (int b = 0; b < columns; b++) {
                    small[a * columns + b] += q[at + a] * y[at + b];
                }
            }
        }
        ritz = Decompositions.eigen(small, columns);
        return small;
    }

    private boolean converged(double[] before, int wanted) {
        double change = 0;
        for (int c = columns - wanted; c < columns && before != null; c++) {
            change = Math.max(change, Math.abs(ritz[c] - before[c]));
        }
        return before != null && change <= TOLERANCE * ritz[columns - 1];
    }

    /** Columns of Q V, the largest Ritz value first, the entry of largest magnitude of each positive. */
    private void write(double[] vectors, FactorMatrix to, int wanted) {
        for (int r = 0; r < wanted; r++) {
            int vector = (columns - 1 - r) * columns;
            double largest = 0;
            for (int j = 0; j < rows; j++) {
                double sum = 0;
                for (int c = 0; c < columns; c++) {
                    sum += q[j * columns + c] * vectors[vector + c];
                }
                to.set(j, r, sum);
                largest = Math.abs(sum) > Math.abs(largest) ? sum : largest;
            }
            for (int j = 0; j < rows && largest < 0; j++) {
                to.set(j, r, -to.at(j, r));
            }
        }
    }
}
