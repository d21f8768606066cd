package org.polyad.moments;

import org.polyad.parallel.Threads;

/**
 * The two products with a block's matrix C of counts (documents x words) that everything here is made of: C X, and C' of something.
 * Both add in an order that does not depend on the threads: documents are independent in the first, columns in the second.
 *
 * <p>Second moments of different words of a document: E2 X = C' diag(s) C X - h o X with s = 1 / (l (l - 1)) and h = C's.
 */
final class CountMoments {
    /** Columns that a thread does at once: a cache line. */
    private static final int SLICE = 8;

    private CountMoments() {}

    /**
     * P = C X; 2 nnz columns operations.
     *
     * @param x words x columns, row-major (input)
     * @param p documents x columns, row-major (output)
     */
    static void project(DocumentBlock block, double[] x, int columns, double[] p) {
        Threads.current().ranges(block.documents(), (from, to) -> {
            for (int d = from; d < to; d++) {
                int at = d * columns;
                java.util.Arrays.fill(p, at, at + columns, 0);
                for (int c = block.start[d]; c < block.start[d + 1]; c++) {
                    double count = block.counts[c];
                    int row = block.words[c] * columns;
                    for (int k = 0; k < columns; k++) {
                        p[at + k] += count * x[row + k];
                    }
                }
            }
        });
    }

    /**
     * Y += V'P, V being a matrix with the places of C; 2 nnz columns operations.
     *
     * @param v its numbers, in the order of the block's cells
     * @param p documents x columns, row-major (input)
     * @param y words x columns, row-major (output, accumulated)
     */
    static void scatter(DocumentBlock block, double[] v, double[] p, int columns, double[] y) {
        int slices = (columns + SLICE - 1) / SLICE;
        Threads.current().each(slices, slice -> {
            int first = slice * SLICE;
            int width = Math.min(SLICE, columns - first);
            for (int d = 0; d < block.documents(); d++) {
                int at = d * columns + first;
                for (int c = block.start[d]; c < block.start[d + 1]; c++) {
                    double value = v[c];
                    int row = block.words[c] * columns + first;
                    for (int k = 0; k < width; k++) {
                        y[row + k] += value * p[at + k];
                    }
                }
            }
        });
    }

    /** s_d c for each cell. */
    static double[] scaled(DocumentBlock block, double[] s) {
        double[] v = new double[block.cells()];
        for (int d = 0; d < block.documents(); d++) {
            for (int c = block.start[d]; c < block.start[d + 1]; c++) {
                v[c] = s[d] * block.counts[c];
            }
        }
        return v;
    }

    /** weight / (l (l - 1)): what a pair of words of a document counts. */
    static double pair(DocumentBlock block, int d) {
        double l = block.lengths[d];
        return block.weights[d] / (l * (l - 1));
    }

    /** weight / (l (l - 1) (l - 2)): what a triple of words counts. */
    static double triple(DocumentBlock block, int d) {
        return pair(block, d) / (block.lengths[d] - 2);
    }
}
