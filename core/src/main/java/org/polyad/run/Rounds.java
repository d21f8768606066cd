package org.polyad.run;

import java.util.List;

/**
 * The sizes of a stochastic run, from its formulas; stored with the model.
 *
 * @param tau steps of each mode in a round of the first epoch
 * @param rounds in the first epoch
 * @param samplesNonzero listed entries drawn a step, over all blocks of a mode
 * @param samplesZero zeros drawn a step
 * @param blocks by mode
 * @param formula of tau, and of its decrease as the objective flattens
 */
public record Rounds(
        int tau, int rounds, long samplesNonzero, long samplesZero, List<Integer> blocks, String formula) {}
