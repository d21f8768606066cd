package org.polyad.solver;

import java.io.Serializable;

/**
 * How a row moves along its sampled gradient. A rule keeps {@link #moments} numbers for each number of a row; those of a row that is
 * not touched rest. The first of each pair is never negative.
 */
sealed interface StepRule extends Serializable permits Sgd, AdaGrad, Adam {
    /** How many numbers are kept for each number of a factor. */
    int moments();

    /**
     * One step of a row, down the gradient.
     *
     * @param rows holds the row, its gradient (input), its moments (input and output) and its age
     * @param place of the row among those of the step
     * @param rate the length of a step
     */
    void step(TouchedRows rows, int place, double rate);

    /** The rule of a method. */
    static StepRule of(Method method, boolean amsgrad) {
        return switch (method) {
            case SGD -> new Sgd();
            case ADAGRAD -> new AdaGrad();
            case ADAM -> new Adam(amsgrad);
            default -> throw new IllegalArgumentException(method + " has no step rule");
        };
    }
}
