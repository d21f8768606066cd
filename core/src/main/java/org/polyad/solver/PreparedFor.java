package org.polyad.solver;

import java.io.Serializable;
import java.util.Objects;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;

/**
 * What a tensor was prepared for. An exact method fits to every cell in the blocks; a stochastic one draws from the listed entries
 * and adds the zeros itself, so that a fit by the other kind would leave all zeros out, and end well on the wrong data.
 *
 * @param method never {@link Method#AUTO}
 * @param unlisted null where every cell is listed and nothing was said
 * @param polished whether blocks for exact sweeps at the end of a stochastic run are there too
 */
public record PreparedFor(Method method, Loss loss, Unlisted unlisted, boolean polished) implements Serializable {

    /** What a fit with these options needs. @param zeros as they enter the objective */
    public static PreparedFor of(GcpOptions options, ZeroHandling zeros) {
        Method method = options.method(zeros);
        boolean polished = method.stochastic() && options.stochastic().polish() > 0;
        return new PreparedFor(method, options.loss(), options.unlisted(), polished);
    }

    /**
     * Refuses a fit that needs something else.
     *
     * @throws IllegalArgumentException which names what the tensor was prepared for, and what the fit needs
     */
    void check(PreparedFor needed) {
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
