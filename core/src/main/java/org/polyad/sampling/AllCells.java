package org.polyad.sampling;

import org.polyad.InvalidInputException;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Every cell of a slab that is not taken, as an entry with x = 0. */
public final class AllCells {
    /** Cells of a slab of {@link #slabs}: their subscripts are written out while they are visited. */
    private static final double SLAB = 1 << 18;

    private AllCells() {}

    /** Into how many slabs of rows a visit to all cells cuts a tensor, each of some 2^18 cells, or of one row. */
    public static int slabs(Shape shape) {
        return 1 + (shape.size(0) - 1) / rows(shape);
    }

    private static int rows(Shape shape) {
        double rowCells = shape.cells() / shape.size(0);
        return (int) Math.max(1, Math.min(shape.size(0), SLAB / rowCells));
    }

    /** As {@link #zeros(Slab, SparseTensor)}, of the k-th of the {@link #slabs} of the whole tensor. */
    public static SparseTensor zeros(SparseTensor taken, int k) {
        int rows = rows(taken.shape());
        int firstRow = k * rows;
        int endRow = (int) Math.min(taken.shape().size(0), (long) firstRow + rows);
        SparseTensor inside = Entries.rows(taken, firstRow, endRow);
        return zeros(new Slab(inside, firstRow, endRow), inside);
    }

    /**
     * The cells of the slab's rows that are not in {@code taken}, with value 0 and weight 1; time and memory are those of all cells.
     *
     * @param taken entries of the slab's rows: listed, or set aside
     * @throws IllegalArgumentException when they do not fit one tensor in memory
     */
    public static SparseTensor zeros(Slab slab, SparseTensor taken) {
        Shape shape = slab.shape();
        int[][] subscripts = new int[shape.order()][count(slab, taken)];
        int[] cell = new int[shape.order()];
        cell[0] = slab.firstRow();
        for (int q = 0, p = 0; q < subscripts[0].length; next(cell, shape)) {
            if (p < taken.entries() && isAt(taken, p, cell)) {
                p++;
            } else {
                for (int n = 0; n < cell.length; n++) {
                    subscripts[n][q] = cell[n];
                }
                q++;
            }
        }
        return new SparseTensor(shape, subscripts, new double[subscripts[0].length], null);
    }

    private static int count(Slab slab, SparseTensor taken) {
        double cells = slab.shape().cells() / slab.shape().size(0) * (slab.endRow() - slab.firstRow());
        if (cells > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("the " + slab.shape() + " tensor has too many cells to visit each: "
                    + "give exact-cells a number below " + slab.shape().cells());
        }
        return (int) Math.round(cells) - taken.entries();
    }

    private static boolean isAt(SparseTensor taken, int p, int[] cell) {
        // The last mode differs most often.
        for (int n = cell.length - 1; n >= 0; n--) {
            if (taken.subscripts(n)[p] != cell[n]) {
                return false;
            }
        }
        return true;
    }

    private static void next(int[] cell, Shape shape) {
        int n = cell.length - 1;
        while (n > 0 && ++cell[n] == shape.size(n)) {
            cell[n--] = 0;
        }
        if (n == 0) {
            cell[0]++;
        }
    }
}
