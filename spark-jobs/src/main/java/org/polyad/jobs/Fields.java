package org.polyad.jobs;

import org.polyad.InvalidInputException;

/** What a field of a table holds, checked; messages say which column, what was found and what was expected. */
final class Fields {
    private static final int LARGEST = Integer.MAX_VALUE - 9;

    private Fields() {}

    static Comparable<?> label(String column, Object field) {
        if (field == null || field.equals("")) {
            throw new InvalidInputException("column " + column + " is empty, expected a label");
        }
        return (Comparable<?>) field;
    }

    /** A 0-based index. @param base what the column counts from */
    static Integer index(int base, String column, Object field) {
        if (field == null || field.equals("")) {
            throw new InvalidInputException("column " + column + " is empty, expected an index");
        }
        String text = field.toString().strip();
        long index;
        try {
            index = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "column " + column + " should hold an index, a whole number, but has " + Shown.quoted(text), e);
        }
        if (index < base || index - base > LARGEST) {
            throw new InvalidInputException("column " + column + " should hold an index from " + base + " to "
                    + (LARGEST + (long) base) + ", but has " + index);
        }
        return (int) (index - base);
    }

    /** A finite number. */
    static double number(String column, Object field) {
        if (field == null || field.equals("")) {
            throw new InvalidInputException("column " + column + " is empty, expected a number");
        }
        double number = field instanceof Number n
                ? n.doubleValue()
                : parse(column, field.toString().strip());
        if (!Double.isFinite(number)) {
            throw new InvalidInputException(
                    "column " + column + " should hold a finite number, but has " + Shown.text(field.toString()));
        }
        return number;
    }

    private static double parse(String column, String text) {
        try {
            // Java takes hexadecimal numbers and a suffix d or f as well.
            boolean number = !text.isEmpty()
                    && (Character.isDigit(text.charAt(text.length() - 1)) || text.endsWith("."))
                    && text.indexOf('x') < 0
                    && text.indexOf('X') < 0;
            return number ? Double.parseDouble(text) : special(column, text);
        } catch (NumberFormatException e) {
            throw notANumber(column, text);
        }
    }

    private static double special(String column, String text) {
        String word = text.toLowerCase(java.util.Locale.ROOT);
        if (word.matches("[+-]?(nan|inf|infinity)")) {
            return Double.NaN;
        }
        throw notANumber(column, text);
    }

    private static InvalidInputException notANumber(String column, String text) {
        return new InvalidInputException("column " + column + " should hold a number, but has " + Shown.quoted(text));
    }

    static double weight(String column, Object field) {
        double weight = number(column, field);
        if (weight < 0) {
            throw new InvalidInputException(
                    "column " + column + " should hold a weight of 0 or more, but has " + weight);
        }
        return weight;
    }
}
