package org.polyad.sampling;

import org.polyad.blocks.ModeView;
import org.polyad.blocks.RowBlocks;
import org.polyad.random.DrawStream;
import org.polyad.tensor.Shape;

/**
 * All cells of the rows that a block owns: its entries, and every other cell, which is a zero. A piece of a cut row owns the cells
 * that the row's hash gives it. Whether a cell is an entry is a binary search in its row.
 *
 * <p>Where fewer than half of the cells are zeros these are listed once, so that drawing one never takes long however dense
 * the block is; that is at most as long a list as the entries are.
 */
public final class OwnedCells {
    private final ModeView view;
    private final int[] sizes;
    private final double cells;
    private final int[] subscript;
    private int[] picks = {};
    private final int nearShift;
    private final int[] rowNear;
    private int[][] listedZeros;

    public OwnedCells(ModeView view, Shape shape) {
        this.view = view;
        this.sizes = shape.sizes();
        this.subscript = new int[sizes.length];
        double product = view.rows();
        for (int n = 0; n < sizes.length; n++) {
            product *= n == view.mode() ? 1 : sizes[n];
        }
        this.cells = product;
        this.nearShift = Math.max(0, 31 - Integer.numberOfLeadingZeros(1 + view.entries() / (view.rows() + 1)));
        this.rowNear = rowsNear(view.rowStart(), view.entries(), nearShift);
    }

    public int entries() {
        return view.entries();
    }

    /** The cells of the rows; of a cut row its piece's share in the mean. */
    public double cells() {
        return cells / view.pieces();
    }

    /** The cells of the rows, a cut row's whole number. */
    double rowCells() {
        return cells;
    }

    /** How many cells are no entries. Of a piece of a cut row that is not known without a visit to all its cells. */
    public double zeros() {
        return Math.max(0, cells - view.entries());
    }

    /** Whether the block has only a share of its row's cells. */
    public boolean isPiece() {
        return view.pieces() > 1;
    }

    /**
     * Adds entries, each as likely as the others. One mode after the other: they lie anywhere in the block, and so the waits for memory
     * overlap.
     *
     * @param times what their weights are multiplied by
     */
    void addEntries(int count, double times, DrawStream random, Sample to) {
        int first = to.extend(count);
        if (picks.length < count) {
            picks = new int[2 * count];
        }
        for (int k = 0; k < count; k++) {
            picks[k] = random.below(view.entries());
        }
        for (int n = 0; n < sizes.length; n++) {
            int[] subscripts = to.subscripts(n);
            for (int k = 0; k < count; k++) {
                subscripts[first + k] =
                        n == view.mode() ? view.firstRow() + rowOf(picks[k]) : view.subscripts()[n][picks[k]];
            }
        }
        for (int k = 0; k < count; k++) {
            to.x()[first + k] = view.values()[picks[k]];
            to.weights()[first + k] = times * (view.weights() == null ? 1 : view.weights()[picks[k]]);
        }
    }

    /** Adds any cell of the rows, as a zero; of a cut row whatever piece it belongs to. */
    void addCell(DrawStream random, Sample to) {
        draw(random);
        to.add(subscript, 0, 1);
    }

    /** Adds a cell that is no entry. A piece adds one with the probability that a cell of its row is such a one of its own. */
    void addZero(DrawStream random, Sample to) {
        if (isPiece()) {
            draw(random);
            if (isZero(subscript)) {
                to.add(subscript, 0, 1);
            }
            return;
        }
        if (2 * zeros() < cells) {
            chooseZero(random);
        } else {
            do {
                draw(random);
            } while (isEntry(subscript));
        }
        to.add(subscript, 0, 1);
    }

    private void draw(DrawStream random) {
        for (int n = 0; n < sizes.length; n++) {
            subscript[n] = n == view.mode() ? view.firstRow() + random.below(view.rows()) : random.below(sizes[n]);
        }
    }

    private void chooseZero(DrawStream random) {
        if (listedZeros == null) {
            listedZeros = listZeros();
        }
        int z = random.below(listedZeros[0].length);
        for (int n = 0; n < sizes.length; n++) {
            subscript[n] = listedZeros[n][z];
        }
    }

    private int[][] listZeros() {
        int[][] zeros = new int[sizes.length][(int) zeros()];
        int[] cursor = firstCell();
        for (int z = 0; z < zeros[0].length; next(cursor)) {
            if (isZero(cursor)) {
                for (int n = 0; n < sizes.length; n++) {
                    zeros[n][z] = cursor[n];
                }
                z++;
            }
        }
        return zeros;
    }

    /** The first of all cells, where {@link #nextZeros} begins. */
    public int[] firstCell() {
        int[] cell = new int[sizes.length];
        cell[view.mode()] = view.firstRow();
        return cell;
    }

    /**
     * The zeros among the next cells in order: a visit to all of them, a sample's worth at a time.
     *
     * @param cursor from {@link #firstCell} (input and output)
     * @param most how many zeros to add
     * @param to the zeros, with weight 1 (output, overwritten)
     * @return whether cells are left
     */
    public boolean nextZeros(int[] cursor, int most, Sample to) {
        to.clear();
        while (cursor[view.mode()] < view.firstRow() + view.rows() && to.size() < most) {
            if (isZero(cursor)) {
                to.add(cursor, 0, 1);
            }
            next(cursor);
        }
        return cursor[view.mode()] < view.firstRow() + view.rows();
    }

    private boolean isZero(int[] cell) {
        return (!isPiece() || RowBlocks.pieceOf(cell, view.pieces()) == view.piece()) && !isEntry(cell);
    }

    /** Goes to the next cell of the rows: the other modes' subscripts first, the row last. */
    private void next(int[] cell) {
        for (int n = sizes.length - 1; n >= 0; n--) {
            if (n != view.mode()) {
                if (++cell[n] < sizes[n]) {
                    return;
                }
                cell[n] = 0;
            }
        }
        cell[view.mode()]++;
    }

    private boolean isEntry(int[] cell) {
        int row = cell[view.mode()] - view.firstRow();
        int low = view.rowStart()[row];
        int high = view.rowStart()[row + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, cell);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private int compare(int entry, int[] cell) {
        for (int n = 0; n < sizes.length; n++) {
            if (n != view.mode()) {
                int order = Integer.compare(view.subscripts()[n][entry], cell[n]);
                if (order != 0) {
                    return order;
                }
            }
        }
        return 0;
    }

    private int rowOf(int entry) {
        int row = rowNear[entry >>> nearShift];
        while (view.rowStart()[row + 1] <= entry) {
            row++;
        }
        return row;
    }

    /** The row of every 2^shift-th entry: from there the row of any entry is a step or two away, where a search takes many. */
    private static int[] rowsNear(int[] rowStart, int entries, int shift) {
        int[] near = new int[(entries >>> shift) + 1];
        int row = 0;
        for (int k = 0; k < near.length && (long) k << shift < entries; k++) {
            while (rowStart[row + 1] <= (long) k << shift) {
                row++;
            }
            near[k] = row;
        }
        return near;
    }
}
