package org.polyad.solver;

/**
 * What a round of a stochastic method cost; reported, and never used to steer.
 *
 * @param broadcastBytes of the model and what belongs to its rows
 * @param returnedBytes of the rows that the blocks touched
 * @param medianTask seconds that a block worked
 * @param longestTask of the block that worked longest
 */
public record RoundStats(
        int epoch,
        int steps,
        int blocks,
        long broadcastBytes,
        long returnedBytes,
        double seconds,
        double medianTask,
        double longestTask) {}
