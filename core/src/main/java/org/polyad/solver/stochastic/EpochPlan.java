package org.polyad.solver.stochastic;

import java.util.Arrays;
import java.util.List;
import org.polyad.blocks.RowBlocks;
import org.polyad.cells.FittedCells;
import org.polyad.engine.Engine;
import org.polyad.options.GcpOptions;
import org.polyad.options.StochasticOptions;
import org.polyad.options.ZeroHandling;
import org.polyad.run.Rounds;
import org.polyad.sampling.Sampler;
import org.polyad.sampling.SemiStratified;
import org.polyad.sampling.Stratified;
import org.polyad.sampling.Uniform;
import org.polyad.tensor.Shape;

/**
 * The sizes of a stochastic run, by formulas of the data's sizes alone, so that the same data and options give the same run on every machine.
 *
 * <p>Cells of a step (Kolda and Hong's): s_nz = min(nnz, max(1000, 3 nnz / 1000)), and as many zeros if unlisted cells are zeros. Cells of the
 * objective: all listed entries and, if zeros are sampled, max(10^5, nnz) of them.
 *
 * @param entries in the blocks, those set aside among them
 * @param cells prod I_n
 */
public record EpochPlan(long entries, double cells, boolean zeros, StochasticOptions options) {
    private static final double LEAST = 1000;
    /** With a smaller share of listed entries a drawn cell is almost always a zero, and the look-up would be most of the cost. */
    private static final double SPARSE = 0.01;

    private static final double OBJECTIVE_LEAST = 1e5;

    /** Cells that a block draws in a step at least, so that their cost exceeds the fixed cost of a step. */
    private static final long BLOCK_CELLS = 128;

    /** Blocks' entries in a piece of a heavy row: each piece changes a copy of the row, so there should be few. */
    private static final int PIECE_BLOCKS = 4;

    private static final int MOST_BLOCKS = 1024;
    private static final int LONGEST = 500;
    private static final int SHORTEST = 10;

    /** Ratio of a round's computing time to the time that it needs to send and merge. */
    private static final double WORTH = 5;

    private static final String FORMULA =
            "tau = 5 cost / compute, 10 to 500; cost = 2e7 d + 10 R sum_n I_n (2 + p + k) ns for k moments in p pairs,"
                    + " compute = 4 R sum_n (s_nz + s_z) / blocks_n ns; after an epoch that gained the share g of the"
                    + " objective, times sqrt(g / 0.01), 1/4 to 1";

    /** Nanoseconds of a job, of a number sent and merged, and of a number of a sampled cell's row. */
    private static final double JOB = 2e7;

    private static final double SENT = 10;
    private static final double COMPUTED = 4;

    /** @param entries in the blocks, those set aside among them */
    public static EpochPlan of(long entries, Shape shape, FittedCells cells, GcpOptions options) {
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

    /** The sampler of the zeros from which the objective is estimated. */
    Stratified objectiveZeros() {
        double wanted = Math.max(OBJECTIVE_LEAST, entries);
        return new Stratified(1, (cells - entries) / Math.max(1, Math.min(wanted, cells - entries)));
    }

    /** The mode whose blocks the objective is summed over: the longest, the first of equals. */
    static int mode(Shape shape) {
        int longest = 0;
        for (int n = 1; n < shape.order(); n++) {
            longest = shape.size(n) > shape.size(longest) ? n : longest;
        }
        return longest;
    }

    /**
     * Cuts a mode's rows so that blocks draw about equally often: a row draws entries by their number, and zeros as every other row.
     *
     * @param sliceCounts entries in the blocks by row
     * @param blocks about how many; 0: so many that each draws some 128 cells a step, at most 1,024
     */
    public RowBlocks cut(long[] sliceCounts, int blocks) {
        long[] loads = new long[sliceCounts.length];
        double zerosOfRow = zeros ? samplesZero() / (double) samplesNonzero() * entries / loads.length : 0;
        for (int i = 0; i < loads.length; i++) {
            loads[i] = sliceCounts[i] + (long) Math.ceil(zerosOfRow);
        }
        long drawn = samplesNonzero() + samplesZero();
        long wanted = blocks > 0 ? blocks : Math.max(1, Math.min(MOST_BLOCKS, drawn / BLOCK_CELLS));
        return RowBlocks.cut(loads, (int) wanted, PIECE_BLOCKS);
    }

    /** The sizes, stored with the model. */
    Rounds rounds(Engine engine, int rank, int moments) {
        Integer[] blocks = new Integer[engine.shape().order()];
        Arrays.setAll(blocks, n -> engine.blocks(n).blocks());
        int tau = tau(engine, rank, moments);
        int rounds = (options.epochIterations() + tau - 1) / tau;
        String formula = options.tau() > 0 ? "as given" : FORMULA;
        return new Rounds(tau, rounds, samplesNonzero(), samplesZero(), List.of(blocks), formula);
    }

    /** tau of the first epoch. */
    int tau(Engine engine, int rank, int moments) {
        if (options.tau() > 0) {
            return Math.min(options.tau(), options.epochIterations());
        }
        Shape shape = engine.shape();
        double rows = 0;
        double compute = 0;
        for (int n = 0; n < shape.order(); n++) {
            rows += shape.size(n);
            compute += (samplesNonzero() + samplesZero())
                    / (double) engine.blocks(n).blocks();
        }
        double cost = JOB * shape.order() + SENT * rank * rows * (2.0 + RowState.pairs(moments) + moments);
        double steps = Math.max(SHORTEST, Math.min(LONGEST, WORTH * cost / (COMPUTED * rank * compute)));
        return (int) Math.max(1, Math.min(options.epochIterations(), Math.ceil(steps)));
    }

    /**
     * Steps of a mode between two turns: so many that the blocks, each on a core of its own, compute five times as long as the rest of a round
     * takes.
     *
     * <pre>
     * cost    = 2 10^7 d + 10 R sum_n I_n (2 + p + k) ns, k moments in p pairs
     * compute = 4 R sum_n (s_nz + s_z) / blocks_n ns a step
     * </pre>
     *
     * <p>between 10 and 500. As the objective flattens, no mode should move for long without the others: if the last accepted epoch gained the
     * share g of the objective, rounds are shorter by sqrt(g / 0.01), to a quarter at most.
     *
     * @param gain relative gain of the last accepted epoch
     */
    int tau(Engine engine, int rank, int moments, double gain) {
        double flat = options.tau() > 0 ? 1 : Math.max(0.25, Math.min(1, Math.sqrt(Math.max(0, gain) / 0.01)));
        return (int) Math.ceil(tau(engine, rank, moments) * flat);
    }
}
