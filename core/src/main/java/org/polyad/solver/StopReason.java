package org.polyad.solver;

import java.util.Locale;

/** Why a fit ended. */
public enum StopReason {
    /** The objective's relative change fell below the tolerance. */
    CONVERGED,
    /** The projected gradient is within {@link GcpResult#STATIONARY}: the method's own end. */
    STATIONARY,
    MAX_ITERATIONS,
    TIME_LIMIT,
    /** The method could not lower the objective any further, to rounding. */
    NO_PROGRESS,
    /** The objective became NaN or infinite. */
    DIVERGED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
