package org.polyad.blocks;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.sort.Bisection;

/**
 * How the rows of one mode are cut into blocks: contiguous ranges with about equal numbers of entries. A row much heavier than a block is cut
 * into pieces, one block each. The cut depends on the data alone, so that threads and partitions never change the arithmetic.
 *
 * <p>Example: slice counts 60, 60, 900, 5, 50 with blocks of 160 and pieces of two blocks give five blocks: rows 0..1, row 2 in pieces 0, 1
 * and 2 of 3, rows 3..4.
 */
public final class RowBlocks implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Entries of a block: enough to hide the fixed cost of a task, few enough to balance the load. */
    static final int TARGET = 1 << 14;

    static final int MOST_BLOCKS = 4096;

    /** A row with more blocks' entries is cut; a cut row costs further rounds. */
    private static final int HEAVY = 4;

    /** The fixed cost of a row (solving its system), in entries. */
    private static final int ROW_COST = 8;

    private static final int FIRST = 64;

    private int[] firstRow;
    private int[] endRow;
    private int[] piece;
    private int[] pieces;
    private int blocks;

    private RowBlocks(int capacity) {
        firstRow = new int[capacity];
        endRow = new int[capacity];
        piece = new int[capacity];
        pieces = new int[capacity];
    }

    private void resize(int capacity) {
        firstRow = Arrays.copyOf(firstRow, capacity);
        endRow = Arrays.copyOf(endRow, capacity);
        piece = Arrays.copyOf(piece, capacity);
        pieces = Arrays.copyOf(pieces, capacity);
    }

    /**
     * Cuts the rows, a heavy one into pieces of a block's size: further rounds visit only the pieces, so that there must be enough to keep all
     * threads busy.
     *
     * @param sliceCounts entries of each row (input)
     * @param blocks about how many blocks to make; 0: one for every 2^14 entries, at most 4,096
     */
    public static RowBlocks cut(long[] sliceCounts, int blocks) {
        return cut(sliceCounts, blocks, 1);
    }

    /** As {@link #cut(long[], int)}. @param pieceBlocks how many blocks' entries a piece of a heavy row may have */
    public static RowBlocks cut(long[] sliceCounts, int blocks, int pieceBlocks) {
        long total = 0;
        for (long count : sliceCounts) {
            total += count;
        }
        long wanted = blocks > 0 ? blocks : Math.max(1, Math.min(MOST_BLOCKS, total / TARGET));
        long target = Math.max(1, -Math.floorDiv(-(total + (long) ROW_COST * sliceCounts.length), wanted));
        return cut(sliceCounts, target, pieceBlocks * target);
    }

    /** A single block of these rows. */
    static RowBlocks one(int firstRow, int endRow) {
        RowBlocks one = new RowBlocks(1);
        one.add(firstRow, endRow, 0, 1);
        return one;
    }

    private static RowBlocks cut(long[] sliceCounts, long target, long pieceSize) {
        long heavy = HEAVY * target;
        // a mode may have a hundred million rows: room for the blocks grows as they come
        RowBlocks cuts = new RowBlocks(FIRST);
        int first = 0;
        long load = 0;
        for (int i = 0; i < sliceCounts.length; i++) {
            if (sliceCounts[i] > heavy) {
                cuts.add(first, i, 0, 1);
                int parts = (int) -Math.floorDiv(-sliceCounts[i], pieceSize);
                for (int k = 0; k < parts; k++) {
                    cuts.add(i, i + 1, k, parts);
                }
                first = i + 1;
                load = 0;
                continue;
            }
            load += sliceCounts[i] + ROW_COST;
            if (load >= target) {
                cuts.add(first, i + 1, 0, 1);
                first = i + 1;
                load = 0;
            }
        }
        cuts.add(first, sliceCounts.length, 0, 1);
        cuts.resize(cuts.blocks);
        return cuts;
    }

    private void add(int first, int end, int part, int parts) {
        if (first < end) {
            if (blocks == firstRow.length) {
                resize(2 * blocks);
            }
            firstRow[blocks] = first;
            endRow[blocks] = end;
            piece[blocks] = part;
            pieces[blocks++] = parts;
        }
    }

    public int blocks() {
        return blocks;
    }

    public int firstRow(int block) {
        return firstRow[block];
    }

    public int endRow(int block) {
        return endRow[block];
    }

    public int piece(int block) {
        return piece[block];
    }

    /** The number of blocks that share the block's only row; 1 for whole rows. */
    public int pieces(int block) {
        return pieces[block];
    }

    /**
     * The block of an entry: the one that has its row; for a cut row a hash of the whole subscript chooses the piece.
     *
     * @param subscript the entry's subscript in every mode (input)
     */
    public int blockOf(int row, int[] subscript) {
        int first = Bisection.first(0, blocks - 1, b -> endRow[b] > row);
        return pieces[first] == 1 ? first : first + pieceOf(subscript, pieces[first]);
    }

    /** Which of the pieces of its row a cell belongs to, listed or not. @param subscript in every mode (input) */
    public static int pieceOf(int[] subscript, int pieces) {
        return (int) (spread(subscript) % pieces);
    }

    private static long spread(int[] subscript) {
        long hash = 0;
        for (int i : subscript) {
            hash = (hash ^ i) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash >>> 1;
    }
}
