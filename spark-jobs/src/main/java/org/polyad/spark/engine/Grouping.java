package org.polyad.spark.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.polyad.blocks.RowBlocks;

/**
 * Which partition holds which blocks. The pieces of heavy rows are dealt out one by one, since some rounds visit them alone and every
 * partition should have its share of those; the other blocks fill up what is left of each partition's part of the load, as they come.
 * It decides who works and never what is computed.
 *
 * <p>Example: loads 2, 4, 3, 3, 6 in two partitions, where the two of 3 are pieces of a row: blocks 0, 1 and 2, blocks 3 and 4.
 */
public final class Grouping implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The blocks of each partition, ascending. */
    private final int[][] blocks;

    /** Of each block its partition, and its place there. */
    private final int[] partition;

    private final int[] place;

    private Grouping(int[] partition, int partitions) {
        this.partition = partition;
        this.place = new int[partition.length];
        int[] held = new int[partitions];
        for (int b = 0; b < partition.length; b++) {
            place[b] = held[partition[b]]++;
        }
        this.blocks = new int[partitions][];
        Arrays.setAll(blocks, p -> new int[held[p]]);
        for (int b = 0; b < partition.length; b++) {
            blocks[partition[b]][place[b]] = b;
        }
    }

    /**
     * Deals the blocks out.
     *
     * @param partitions at most that many; no partition is left without a block
     * @param work what a row costs
     */
    public static Grouping of(RowBlocks cuts, long[] sliceCounts, int partitions, RowWork work) {
        int[] target = new int[cuts.blocks()];
        double[] loads = new double[target.length];
        double[] pieces = new double[partitions];
        int dealt = 0;
        for (int b = 0; b < target.length; b++) {
            loads[b] = load(cuts, sliceCounts, b, work);
            if (cuts.pieces(b) > 1) {
                target[b] = dealt++ % partitions;
                pieces[target[b]] += loads[b];
            }
        }
        fill(cuts, loads, pieces, target);
        int[] used = IntStream.of(target).distinct().sorted().toArray();
        return new Grouping(
                IntStream.of(target).map(p -> Arrays.binarySearch(used, p)).toArray(), used.length);
    }

    /** Whole blocks: each partition takes as many as bring it to the mean load. @param target by block (output) */
    private static void fill(RowBlocks cuts, double[] loads, double[] pieces, int[] target) {
        double mean = Arrays.stream(loads).sum() / pieces.length;
        double room = Arrays.stream(pieces).map(p -> Math.max(0, mean - p)).sum();
        double whole = Arrays.stream(loads).sum() - Arrays.stream(pieces).sum();
        double reached = 0;
        double end = 0;
        int p = -1;
        for (int b = 0; b < loads.length; b++) {
            if (cuts.pieces(b) == 1) {
                // Half way through the block: a block goes where most of it falls.
                double middle = reached + loads[b] / 2;
                while (p < pieces.length - 1 && (p < 0 || middle >= end)) {
                    end += Math.max(0, mean - pieces[++p]) / room * whole;
                }
                target[b] = p;
                reached += loads[b];
            }
        }
    }

    private static double load(RowBlocks cuts, long[] sliceCounts, int block, RowWork work) {
        double load = 0;
        for (int i = cuts.firstRow(block); i < cuts.endRow(block); i++) {
            load += cuts.pieces(block) > 1 ? (double) sliceCounts[i] / cuts.pieces(block) : work.of(sliceCounts[i]);
        }
        return load;
    }

    int partitions() {
        return blocks.length;
    }

    /** Ascending. */
    int[] blocks(int partition) {
        return blocks[partition];
    }

    int partitionOf(int block) {
        return partition[block];
    }

    /** The block's place among those of its partition. */
    int placeOf(int block) {
        return place[block];
    }
}
