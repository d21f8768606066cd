package org.polyad.tensor;

import java.util.Locale;

/** What to do with entries that have the same subscript. Order is the order in which they were given. */
public enum Duplicates {
    /** Add the values; a joined entry has the mean of the weights. */
    SUM,
    MEAN,
    LAST,
    ERROR;

    /** The name that users write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
