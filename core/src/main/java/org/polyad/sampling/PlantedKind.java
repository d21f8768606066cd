package org.polyad.sampling;

import java.util.Locale;
import org.polyad.InvalidInputException;

/** What a planted tensor holds, by the names that users write. */
public enum PlantedKind {
    /** Counts: events fall on cells with the model's probabilities, and a cell's value is how many fell on it. */
    COUNT,
    /** Ones: a cell is listed with probability m / (1 + m), where m, the odds, is the model's value. */
    BINARY,
    /** Real values at random cells: the model's with normal noise. */
    REAL,
    /** 0.5, 1, ..., 5 at random cells: the model's with normal noise, rounded and cut off. */
    RATING;

    /** @throws IllegalArgumentException for another name */
    public static PlantedKind parse(String name) {
        for (PlantedKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new InvalidInputException("kind must be count, binary, real or rating, found " + name);
    }

    /** Whether cells that are not listed are observed zeros. */
    public boolean unlistedZeros() {
        return this == COUNT || this == BINARY;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
