package org.polyad.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.tensor.RowBlocks;

/**
 * Which partition holds which blocks: consecutive ones, of about equal load. It decides who works and never what is computed.
 *
 * <p>Example: loads 4, 4, 9, 1 in two partitions: blocks 0 and 1, blocks 2 and 3.
 */
final class Grouping implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a row costs beside its entries, in entries; as core's cut into blocks has it. */
    private static final int ROW_COST = 8;

    private final int[] firstBlock;

    private Grouping(int[] firstBlock) {
        this.firstBlock = firstBlock;
    }

    /** @param partitions at most that many; no partition is left without a block */
    static Grouping of(RowBlocks cuts, long[] sliceCounts, int partitions) {
        double[] reached = new double[cuts.blocks()];
        double total = 0;
        for (int b = 0; b < reached.length; b++) {
            double load = load(cuts, sliceCounts, b);
            // Half way through the block: a block goes where most of it falls.
            reached[b] = total + load / 2;
            total += load;
        }
        int[] first = new int[Math.min(partitions, reached.length) + 1];
        int used = 0;
        int last = -1;
        for (int b = 0; b < reached.length; b++) {
            int part = (int) Math.min(partitions - 1, partitions * reached[b] / total);
            if (part != last) {
                first[used++] = b;
                last = part;
            }
        }
        int[] starts = Arrays.copyOf(first, used + 1);
        starts[used] = reached.length;
        return new Grouping(starts);
    }

    private static double load(RowBlocks cuts, long[] sliceCounts, int block) {
        double load = 0;
        for (int i = cuts.firstRow(block); i < cuts.endRow(block); i++) {
            load += ROW_COST + (double) sliceCounts[i] / cuts.pieces(block);
        }
        return load;
    }

    int partitions() {
        return firstBlock.length - 1;
    }

    int firstBlock(int partition) {
        return firstBlock[partition];
    }

    int endBlock(int partition) {
        return firstBlock[partition + 1];
    }

    int partitionOf(int block) {
        int found = Arrays.binarySearch(firstBlock, 0, partitions(), block);
        return found >= 0 ? found : -found - 2;
    }
}
