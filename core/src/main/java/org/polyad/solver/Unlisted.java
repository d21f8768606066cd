package org.polyad.solver;

import java.util.Locale;
import org.polyad.InvalidInputException;

/** What an entry that is not listed means: which cells are in Omega. */
public enum Unlisted {
    /** An observed zero: Omega is every cell. */
    ZERO,
    /** Unknown: Omega is the listed entries. */
    MISSING;

    /** @throws IllegalArgumentException for another name */
    public static Unlisted parse(String name) {
        for (Unlisted unlisted : values()) {
            if (unlisted.toString().equals(name)) {
                return unlisted;
            }
        }
        throw new InvalidInputException("unlisted must be zero or missing, found " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
