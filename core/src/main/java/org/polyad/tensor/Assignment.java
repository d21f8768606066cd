package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.InvalidInputException;

/**
 * The optimal assignment of rows to columns, by the Hungarian method with shortest augmenting paths: O(rows^2 columns).
 *
 * <p>Source: R. Jonker, A. Volgenant, A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems,
 * Computing 38, 1987.
 */
final class Assignment {
    private final double[][] gain;
    private final int rows;
    private final int columns;
    /** Dual prices; column 0 and row 0 are the root of the search, so that everything here counts from 1. */
    private final double[] rowPrice;

    private final double[] columnPrice;
    private final int[] rowOfColumn;
    private final int[] cameFrom;

    private Assignment(double[][] gain, int columns) {
        this.gain = gain;
        this.rows = gain.length;
        this.columns = columns;
        this.rowPrice = new double[rows + 1];
        this.columnPrice = new double[columns + 1];
        this.rowOfColumn = new int[columns + 1];
        this.cameFrom = new int[columns + 1];
    }

    /**
     * The column of each row such that no column is taken twice and the sum of the gains is greatest.
     *
     * @param gain rows x columns, finite, with no more rows than columns (input, not modified)
     */
    static int[] maximize(double[][] gain) {
        int columns = gain.length == 0 ? 0 : gain[0].length;
        if (gain.length > columns) {
            throw new InvalidInputException(
                    "an assignment needs no more rows than columns, found " + gain.length + " rows and " + columns);
        }
        Assignment search = new Assignment(gain, columns);
        for (int row = 1; row <= gain.length; row++) {
            search.augment(row);
        }
        int[] columnOfRow = new int[gain.length];
        for (int j = 1; j <= columns; j++) {
            if (search.rowOfColumn[j] > 0) {
                columnOfRow[search.rowOfColumn[j] - 1] = j - 1;
            }
        }
        return columnOfRow;
    }

    private void augment(int row) {
        double[] slack = new double[columns + 1];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        boolean[] reached = new boolean[columns + 1];
        rowOfColumn[0] = row;
        int j = 0;
        do {
            reached[j] = true;
            j = step(j, slack, reached);
        } while (rowOfColumn[j] != 0);
        while (j != 0) {
            int before = cameFrom[j];
            rowOfColumn[j] = rowOfColumn[before];
            j = before;
        }
    }

    /** Grows the tree of shortest paths by the nearest column, and returns it. */
    private int step(int from, double[] slack, boolean[] reached) {
        int row = rowOfColumn[from];
        int nearest = 0;
        for (int j = 1; j <= columns; j++) {
            if (reached[j]) {
                continue;
            }
            double reduced = -gain[row - 1][j - 1] - rowPrice[row] - columnPrice[j];
            if (reduced < slack[j]) {
                slack[j] = reduced;
                cameFrom[j] = from;
            }
            if (nearest == 0 || slack[j] < slack[nearest]) {
                nearest = j;
            }
        }
        double delta = slack[nearest];
        for (int j = 0; j <= columns; j++) {
            if (reached[j]) {
                rowPrice[rowOfColumn[j]] += delta;
                columnPrice[j] -= delta;
            } else {
                slack[j] -= delta;
            }
        }
        return nearest;
    }
}
