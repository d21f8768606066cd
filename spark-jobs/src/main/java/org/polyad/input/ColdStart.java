package org.polyad.input;

import java.util.Arrays;
import java.util.Locale;
import org.polyad.InvalidInputException;

/** What becomes of entries with labels or indices that a model has never seen. */
public enum ColdStart {
    /** Nothing is known of them. */
    NAN,
    /** They are left out. */
    DROP,
    /** They are an error. */
    FAIL,
    /** The mean over the mode stands in for what is not known. */
    MEAN;

    /** @throws InvalidInputException for another name */
    public static ColdStart parse(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException("--cold-start must be nan, drop, fail or mean, found " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
