package org.polyad.run;

/**
 * The cost of one mode's turn in a round of a stochastic method; for reports only.
 *
 * @param broadcastBytes of the changed part of the model, and of the states of the mode's rows
 * @param returnedBytes of the rows that the blocks touched
 * @param medianTask median of the blocks' seconds
 * @param longestTask seconds of the slowest block
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
