package org.polyad.engine;

import java.io.Serializable;
import java.util.Objects;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.options.ZeroHandling;

/**
 * The fit that a tensor was prepared for. An exact method fits to every cell in the blocks; a stochastic one draws from the listed entries and
 * adds the zeros itself. A fit by the other kind would leave out all zeros, and would end without an error.
 *
 * @param method never {@link Method#AUTO}
 * @param unlisted null if it was not given, since every cell is listed
 * @param polished whether there are blocks for exact sweeps at the end of a stochastic run
 */
public record PreparedFor(Method method, Loss loss, Unlisted unlisted, boolean polished) implements Serializable {

    /** The preparation that a fit with these options needs. @param zeros how zeros enter the objective */
    public static PreparedFor of(GcpOptions options, ZeroHandling zeros) {
        Method method = options.method(zeros);
        boolean polished = method.stochastic() && options.stochastic().polish() > 0;
        return new PreparedFor(method, options.loss(), options.unlisted(), polished);
    }

    /**
     * Refuses a fit that needs something else.
     *
     * @throws IllegalArgumentException with both preparations
     */
    public void check(PreparedFor needed) {
        boolean fits = method == needed.method
                && loss.equals(needed.loss)
                && Objects.equals(unlisted, needed.unlisted)
                && (polished || !needed.polished);
        if (!fits) {
            throw new InvalidInputException("the tensor was prepared for " + this + ", but the fit is by " + needed
                    + ": prepare it with the options of the fit");
        }
    }

    @Override
    public String toString() {
        return "method " + method + (polished ? " with polish" : "") + ", loss " + loss.name() + ", unlisted "
                + (unlisted == null ? "not given" : unlisted);
    }
}
