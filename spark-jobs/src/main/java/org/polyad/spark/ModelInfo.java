package org.polyad.spark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;

/**
 * The part of {@code model.json} that the factors do not say.
 *
 * @param polyadVersion of the Polyad that made the model
 * @param loss canonical spelling, as {@code Losses.parse} reads it
 * @param unlisted {@code zero}, {@code missing}, or null where every cell was listed
 * @param modes the names of the modes
 * @param objective F without the penalty; NaN where it is not known
 * @param options what was asked for, as JSON values
 */
public record ModelInfo(
        String polyadVersion,
        String loss,
        String unlisted,
        List<String> modes,
        double objective,
        String stopReason,
        int iterations,
        long seed,
        Map<String, Object> options) {
    public ModelInfo {
        modes = List.copyOf(modes);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The mode that a user names, or counts from 0. @throws IllegalArgumentException when there is none */
    public int mode(String nameOrNumber) {
        int named = modes.indexOf(nameOrNumber);
        if (named >= 0) {
            return named;
        }
        try {
            int number = Integer.parseInt(nameOrNumber.strip());
            if (number >= 0 && number < modes.size()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Neither a name nor a number: said below.
        }
        throw new InvalidInputException("the model has the modes " + String.join(", ", modes) + " (or 0 to "
                + (modes.size() - 1) + "), not '" + nameOrNumber + "'");
    }
}
