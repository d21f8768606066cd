package org.polyad.solver;

import java.io.Serializable;
import org.polyad.InvalidInputException;

/**
 * How a row moves along its sampled gradient. A rule keeps {@link #moments} numbers for each number of a row; those of a row that is
 * not touched rest. The first of each pair is never negative.
 */
sealed interface StepRule extends Serializable permits Sgd, AdaGrad, Adam {
    /** How many numbers are kept for each number of a factor. */
    int moments();

    /**
     * One step of rows, down their gradients, which may be overwritten.
     *
     * @param rows holds the rows, their gradients (input), their moments (input and output) and their ages; a row's padding is zeros
     * @param count of the rows: those at the places before it
     * @param rate the length of a step
     */
    void step(TouchedRows rows, int count, double rate);

    /** A moment as it is kept, never infinite, for that would hold its number still for good; NaN stays. */
    static float kept(double moment) {
        return moment > Float.MAX_VALUE ? Float.MAX_VALUE : (float) moment;
    }

    /** The rule of a method. */
    static StepRule of(Method method, boolean amsgrad) {
        return switch (method) {
            case SGD -> new Sgd();
            case ADAGRAD -> new AdaGrad();
            case ADAM -> new Adam(amsgrad);
            default -> throw new InvalidInputException(method + " has no step rule");
        };
    }
}
