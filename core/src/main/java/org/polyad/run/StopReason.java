package org.polyad.run;

import java.util.Locale;

/** Why a fit ended. */
public enum StopReason {
    /** The objective's relative change fell below the tolerance, and the point is not known to be stationary. */
    CONVERGED,
    /** The projected gradient is at most {@code GcpResult.STATIONARY}. */
    STATIONARY,
    MAX_ITERATIONS,
    TIME_LIMIT,
    /** No step lowers the objective by more than rounding. */
    NO_PROGRESS,
    /** The objective became NaN or infinite. */
    DIVERGED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
