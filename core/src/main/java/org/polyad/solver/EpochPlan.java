package org.polyad.solver;

import org.polyad.sampling.Sampler;
import org.polyad.sampling.SemiStratified;
import org.polyad.sampling.Stratified;
import org.polyad.sampling.Uniform;
import org.polyad.tensor.RowBlocks;
import org.polyad.tensor.Shape;

/**
 * The sizes of a stochastic run, by formulas of the data's sizes alone, so that the same data and options make the same run wherever
 * it is done.
 *
 * <p>Samples a step (Kolda and Hong's): s_nz = min(nnz, max(1000, 3 nnz / 1000)), and as many zeros where there are. The objective's
 * sample: all listed entries, and max(10^5, nnz) zeros where they are sampled at all.
 *
 * @param entries in the blocks, those set aside among them
 * @param cells prod I_n
 */
public record EpochPlan(long entries, double cells, boolean zeros, StochasticOptions options) {
    private static final double LEAST = 1000;
    /** With a smaller share of listed entries a cell drawn is a zero anyway, and looking that up is the larger part of a draw. */
    private static final double SPARSE = 0.01;

    private static final double OBJECTIVE_LEAST = 1e5;

    /** Entries that a block should have, so that its steps outweigh what it sends. */
    private static final long BLOCK_ENTRIES = 1L << 19;

    private static final int MOST_BLOCKS = 1024;
    private static final int LONGEST = 500;
    private static final int SHORTEST = 10;

    /** How much longer a round should compute than it takes to send and merge. */
    private static final double WORTH = 5;

    /** A job, in nanoseconds; a number sent and merged; a number of a sampled cell's rows. */
    private static final double JOB = 2e7;

    private static final double SENT = 10;
    private static final double COMPUTED = 4;

    /** @param entries in the blocks, those set aside among them */
    public static EpochPlan of(long entries, Shape shape, Cells cells, GcpOptions options) {
        return new EpochPlan(entries, shape.cells(), cells.zeros() != ZeroHandling.NONE, options.stochastic());
    }

    long samplesNonzero() {
        double wanted = Math.max(LEAST, Math.ceil(3.0 * entries / 1000));
        return options.samplesNonzero() > 0 ? options.samplesNonzero() : (long) Math.min(wanted, entries);
    }

    long samplesZero() {
        if (!zeros) {
            return 0;
        }
        double wanted = Math.max(LEAST, Math.ceil(3.0 * entries / 1000));
        return options.samplesZero() > 0
                ? options.samplesZero()
                : (long) Math.max(1, Math.min(wanted, Math.min(entries, cells - entries)));
    }

    Sampler sampler() {
        double nonzeroWeight = entries / (double) samplesNonzero();
        if (!zeros) {
            return new Uniform(nonzeroWeight);
        }
        boolean semi = options.sampler() == StochasticOptions.Sampling.AUTO
                ? entries < SPARSE * cells
                : options.sampler() == StochasticOptions.Sampling.SEMI_STRATIFIED;
        return semi
                ? new SemiStratified(nonzeroWeight, cells / samplesZero())
                : new Stratified(nonzeroWeight, (cells - entries) / samplesZero());
    }

    /** The zeros that the objective is estimated from. */
    Stratified objectiveZeros() {
        double wanted = Math.max(OBJECTIVE_LEAST, entries);
        return new Stratified(1, (cells - entries) / Math.min(wanted, cells - entries));
    }

    /** Rows of one mode make the blocks, and need no merge: those of the longest, the first of equals. */
    public static int mode(Shape shape) {
        int longest = 0;
        for (int n = 1; n < shape.order(); n++) {
            longest = shape.size(n) > shape.size(longest) ? n : longest;
        }
        return longest;
    }

    /**
     * Cuts the rows so that blocks draw about equally often: a row draws entries by their number, and zeros as every other row.
     *
     * @param sliceCounts entries in the blocks by row
     * @param blocks about how many; 0: one for every 2^19 entries, at most 1,024
     */
    public RowBlocks cut(long[] sliceCounts, int blocks) {
        long[] loads = new long[sliceCounts.length];
        double zerosOfRow = zeros ? samplesZero() / (double) samplesNonzero() * entries / loads.length : 0;
        for (int i = 0; i < loads.length; i++) {
            loads[i] = sliceCounts[i] + (long) Math.ceil(zerosOfRow);
        }
        long wanted = blocks > 0 ? blocks : Math.max(1, Math.min(MOST_BLOCKS, entries / BLOCK_ENTRIES));
        return RowBlocks.cut(loads, (int) wanted);
    }

    /**
     * Steps between two merges: so many that the blocks compute five times as long as a round costs beside.
     *
     * <pre>
     * cost    = 2 10^7 + 10 R sum_n I_n (1 + p + blocks (1 + k)) ns, k moments in p pairs
     * compute = 4 R d (s_nz + s_z) / blocks ns a step
     * </pre>
     *
     * <p>between 10 and 500. As the objective flattens blocks should not run apart for long: a last epoch that gained the share g of
     * the objective shortens rounds by sqrt(g / 0.01), to an eighth at most. With a single block there is nothing to merge.
     *
     * @param gain relative gain of the epoch before
     */
    int tau(Shape shape, int rank, int blocks, int moments, double gain) {
        if (options.tau() > 0) {
            return Math.min(options.tau(), options.epochIterations());
        }
        double rows = 0;
        for (int n = 0; n < shape.order(); n++) {
            rows += shape.size(n);
        }
        double moved = 1 + RowState.pairs(moments) + blocks * (1.0 + moments);
        double cost = JOB + SENT * rank * rows * moved;
        double compute = COMPUTED * rank * shape.order() * (samplesNonzero() + samplesZero()) / blocks;
        double steps = Math.max(SHORTEST, Math.min(LONGEST, WORTH * cost / compute));
        double flat = blocks == 1 ? 1 : Math.max(0.125, Math.min(1, Math.sqrt(Math.max(0, gain) / 0.01)));
        return (int) Math.max(1, Math.min(options.epochIterations(), Math.ceil(steps * flat)));
    }
}
