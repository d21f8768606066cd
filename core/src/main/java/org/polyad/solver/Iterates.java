package org.polyad.solver;

import org.polyad.tensor.FactorMatrix;

/** A method at work: one call of {@link #step} is one iteration. */
interface Iterates {
    /**
     * What an iteration reached.
     *
     * @param objective F without the penalty
     * @param stuck no further progress is possible
     */
    record Step(double objective, double regularization, boolean stuck) {}

    Step step();

    /** Whether only the method itself says when no more is to be gained ({@link Step#stuck}), and not the tolerance. */
    default boolean judgesItself() {
        return false;
    }

    /** Whether the factors are a stationary point by a bound of the method's own, which is why it is {@link Step#stuck}. */
    default boolean stationary() {
        return false;
    }

    /** How many iterations in a row must change F by less than the tolerance before that means convergence. */
    default int patience() {
        return 1;
    }

    /** The current factors, lambda = 1. The arrays may be those that the next step changes. */
    FactorMatrix[] factors();

    /** All that {@link #restore} needs to go on with the same bits. */
    double[][] state();

    void restore(double[][] state);
}
