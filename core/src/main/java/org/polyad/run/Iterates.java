package org.polyad.run;

import org.polyad.tensor.FactorMatrix;

/** A method at work: one call of {@link #step} is one iteration. */
public interface Iterates {
    /**
     * What an iteration reached.
     *
     * @param objective F without the penalty
     * @param stuck no further progress is possible
     */
    record Step(double objective, double regularization, boolean stuck) {}

    Step step();

    /** Whether the method alone decides when it has converged ({@link Step#stuck}), not the tolerance. */
    default boolean judgesItself() {
        return false;
    }

    /** Whether the factors are a stationary point by a bound of the method's own. */
    default boolean stationary() {
        return false;
    }

    /** How many iterations in a row must change F by less than the tolerance for convergence. */
    default int patience() {
        return 1;
    }

    /** The current parts, lambda = 1. The next step may change the arrays. */
    FactorMatrix[] factors();

    /** All that {@link #restore} needs to continue with the same bits. */
    MethodState state();

    /** @throws IllegalArgumentException for the state of another method */
    void restore(MethodState state);
}
