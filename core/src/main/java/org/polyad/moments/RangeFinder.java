package org.polyad.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.linalg.Decompositions;
import org.polyad.parallel.Threads;

/**
 * The leading eigenvectors of a symmetric matrix A, the largest eigenvalue first, from a few products with blocks of columns: the block
 * Krylov space Q, A Q, A (A Q) ... and Rayleigh-Ritz in all of it. Second moments of words have negative eigenvalues about as large as
 * the positive ones (a word that stands once in a document never stands there twice), which powers of A alone would find instead.
 *
 * <p>Source: Musco and Musco, Randomized Block Krylov Methods for Stronger and Faster Approximate Singular Value Decomposition, NIPS
 * 2015, algorithm 2.
 */
final class RangeFinder {
    /** Of the largest: directions of the blocks that are no more than rounding. */
    private static final double ROUNDING = 1e-10;

    private final int rows;
    private final int columns;
    private final double[] start;
    private final List<double[]> blocks = new ArrayList<>();
    private final List<double[]> products = new ArrayList<>();
    private double[] next;

    /** @param start rows x columns, row-major; any */
    RangeFinder(int rows, int columns, double[] start) {
        this.rows = rows;
        this.columns = columns;
        this.start = start;
        this.next = start.clone();
        Decompositions.orthonormalise(next, rows, columns);
    }

    /** Q, to be multiplied: rows x columns, orthonormal. */
    double[] next() {
        return next;
    }

    /** @param product A Q of the {@link #next} block; kept */
    void add(double[] product) {
        blocks.add(next);
        products.add(product);
        next = product.clone();
        Decompositions.orthonormalise(next, rows, columns);
    }

    /** Orthonormal, rows x columns. */
    double[] basis() {
        int size = blocks.size() * columns;
        Matrices.Eigen gram = Matrices.Eigen.of(products(blocks, size), size);
        int rank = 0;
        while (rank < size && gram.values()[rank] > ROUNDING * gram.values()[0]) {
            rank++;
        }
        double[] whitening = new double[size * rank];
        for (int i = 0; i < size; i++) {
            for (int r = 0; r < rank; r++) {
                whitening[i * rank + r] = gram.vectors()[r * size + i] / Math.sqrt(gram.values()[r]);
            }
        }
        double[] half = Matrices.times(products(products, size), whitening, size, size, rank);
        double[] small = new double[rank * rank];
        Matrices.transposeTimes(whitening, half, size, rank, rank, small);
        Matrices.symmetric(small, rank);
        double[] vectors = Matrices.Eigen.of(small, rank).vectors();
        double[] weights = Matrices.times(whitening, Matrices.transposed(vectors, rank, rank), size, rank, rank);
        double[] basis = combined(weights, rank);
        Decompositions.orthonormalise(basis, rows, columns);
        sign(basis);
        return basis;
    }

    /** Makes the number of largest size of each column positive. */
    private void sign(double[] basis) {
        double[] largest = new double[columns];
        for (int p = 0; p < basis.length; p++) {
            int c = p % columns;
            largest[c] = Math.abs(basis[p]) > Math.abs(largest[c]) ? basis[p] : largest[c];
        }
        for (int p = 0; p < basis.length; p++) {
            basis[p] *= largest[p % columns] < 0 ? -1 : 1;
        }
    }

    /** Q_a'X_b of all blocks a and b, size x size. */
    private double[] products(List<double[]> with, int size) {
        double[] all = new double[size * size];
        Threads.current().each(size, p -> {
            double[] left = blocks.get(p / columns);
            int column = p % columns;
            for (int b = 0; b < with.size(); b++) {
                double[] right = with.get(b);
                int to = p * size + b * columns;
                for (int i = 0; i < rows; i++) {
                    double factor = left[i * columns + column];
                    for (int c = 0; c < columns; c++) {
                        all[to + c] += factor * right[i * columns + c];
                    }
                }
            }
        });
        Matrices.symmetric(all, size);
        return all;
    }

    /** The Ritz vectors; where there are too few, random columns. Another product would favour eigenvalues large by their size. */
    private double[] combined(double[] weights, int rank) {
        double[] basis = start.clone();
        int found = Math.min(rank, columns);
        Threads.current().ranges(rows, (from, to) -> {
            for (int i = from; i < to; i++) {
                Arrays.fill(basis, i * columns, i * columns + found, 0);
                for (int b = 0; b < blocks.size(); b++) {
                    for (int c = 0; c < columns; c++) {
                        double factor = blocks.get(b)[i * columns + c];
                        int row = (b * columns + c) * rank;
                        for (int r = 0; r < found; r++) {
                            basis[i * columns + r] += factor * weights[row + r];
                        }
                    }
                }
            }
        });
        return basis;
    }
}
