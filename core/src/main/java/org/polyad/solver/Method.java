package org.polyad.solver;

import java.util.Locale;
import org.polyad.InvalidInputException;

/** The optimisation methods, by the names that users write. */
public enum Method {
    /** Newton, and ADAM where zeros would have to be sampled: see {@link GcpOptions#method(ZeroHandling)}. */
    AUTO,
    /** Alternating Newton over the rows of each factor; for gaussian that is ALS. */
    NEWTON,
    /** L-BFGS-B over all factors at once; L-BFGS where there is no bound. */
    LBFGSB,
    /** Stochastic gradients with the step rule of that name. */
    ADAM,
    ADAGRAD,
    SGD;

    public boolean stochastic() {
        return this == ADAM || this == ADAGRAD || this == SGD;
    }

    /** @throws IllegalArgumentException for another name */
    public static Method parse(String name) {
        for (Method method : values()) {
            if (method.toString().equals(name)) {
                return method;
            }
        }
        throw new InvalidInputException("method must be auto, newton, lbfgsb, adam, adagrad or sgd, found " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
