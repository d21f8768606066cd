package org.polyad.loss;

import java.math.BigDecimal;
import org.polyad.InvalidInputException;

/**
 * A parameter of a family of losses.
 *
 * @param name as it is written before the equals sign
 * @param usual the value when none is given
 * @param low what the value must exceed
 * @param high what the value must be below
 * @param silent whether the canonical spelling leaves it out when it has its usual value
 */
record Parameter(String name, double usual, double low, double high, boolean silent) {
    private static final int LONGEST_PLAIN = 6;

    static Parameter finite(String name, double usual) {
        return between(name, usual, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Parameter positive(String name, double usual) {
        return between(name, usual, 0, Double.POSITIVE_INFINITY);
    }

    static Parameter between(String name, double usual, double low, double high) {
        return new Parameter(name, usual, low, high, false);
    }

    Parameter silentByDefault() {
        return new Parameter(name, usual, low, high, true);
    }

    double check(String family, double value) {
        if (!(value > low && value < high)) {
            throw new InvalidInputException(
                    "loss %s needs %s, but %s is %s".formatted(family, range(), name, number(value)));
        }
        return value;
    }

    boolean spelled(double value) {
        return !silent || value != usual;
    }

    String spell(double value) {
        return name + "=" + number(value);
    }

    private String range() {
        if (Double.isInfinite(high)) {
            return Double.isInfinite(low) ? "a finite " + name : "a finite " + name + " > " + number(low);
        }
        return number(low) + " < " + name + " < " + number(high);
    }

    /** Digits that read back as the same number, in the form that is easier to read: 0.25, 1000, 1e-10. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        String plain = exact.toPlainString();
        String scientific = exact.toString().replace("E+", "e").replace('E', 'e');
        return plain.length() <= LONGEST_PLAIN ? plain : scientific;
    }
}
