package org.polyad.options;

import java.util.Locale;

/** How the cells that are not listed enter the objective. */
public enum ZeroHandling {
    /** They do not: unlisted is missing. */
    NONE,
    /** Through the loss's closed form, exact. */
    CLOSED_FORM,
    /** Every cell is visited, exact. */
    ALL_CELLS,
    /** A weighted sample of them, fixed for the run: an estimate. */
    SAMPLED;

    public boolean exact() {
        return this != SAMPLED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
