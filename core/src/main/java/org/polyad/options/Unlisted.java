package org.polyad.options;

import java.util.Locale;
import org.polyad.names.EnumNames;

/** What an entry that is not listed means: which cells are in Omega. */
public enum Unlisted {
    /** An observed zero: Omega is every cell. */
    ZERO,
    /** Unknown: Omega is the listed entries. */
    MISSING;

    /** @throws IllegalArgumentException for another name */
    public static Unlisted parse(String name) {
        return EnumNames.parse(Unlisted.class, "unlisted", name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
