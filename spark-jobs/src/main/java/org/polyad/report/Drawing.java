package org.polyad.report;

import java.util.List;
import org.polyad.InvalidInputException;

/**
 * How a report draws a model. Modes are told by name or by number from 0.
 *
 * @param ordered modes to draw as lines over all rows; times, and short modes of numbers or without labels are drawn so anyway
 * @param categories modes to draw as bars of the top rows
 * @param map two modes that are coordinates, or none
 * @param top labels of a component in each mode
 */
public record Drawing(List<String> ordered, List<String> categories, List<String> map, int top) {
    public static final Drawing DEFAULT = new Drawing(List.of(), List.of(), List.of(), 12);

    /** @throws InvalidInputException for a number of labels below 1 */
    public Drawing {
        if (top < 1) {
            throw new InvalidInputException("--top must be 1 or more, found " + top);
        }
    }
}
