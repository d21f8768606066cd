package org.polyad.run;

/**
 * What one mode's turn in a round of a stochastic method cost; reported, and never used to steer.
 *
 * @param broadcastBytes of what changed in the model, and what belongs to the mode's rows
 * @param returnedBytes of the rows that the blocks touched
 * @param medianTask seconds that a block worked
 * @param longestTask of the block that worked longest
 */
public record RoundStats(
        int epoch,
        int mode,
        int steps,
        int blocks,
        long broadcastBytes,
        long returnedBytes,
        double seconds,
        double medianTask,
        double longestTask) {}
