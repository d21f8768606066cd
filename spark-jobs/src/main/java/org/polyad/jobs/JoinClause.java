package org.polyad.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyad.InvalidInputException;

/**
 * A lookup table and its key, as in {@code films.csv using id} or {@code films.csv on film = id}.
 *
 * @param left the key's columns in the table, {@code right} those in the lookup table
 */
record JoinClause(String path, List<String> left, List<String> right) {
    private static final Pattern FORM =
            Pattern.compile("(.*\\S)\\s+(using|on)\\s+(\\S.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern BACKTICKED = Pattern.compile("`(?:[^`]|``)+`");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern AND = Pattern.compile("(?i)\\s+and\\s+");

    /** @throws IllegalArgumentException for another form */
    static JoinClause parse(String given) {
        String text = given.strip();
        // What stands in backticks is a name, whatever is in it.
        String masked = masked(text);
        Matcher form = FORM.matcher(masked);
        if (!form.matches()) {
            throw wrong(given);
        }
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        boolean using = form.group(2).equalsIgnoreCase("using");
        int at = form.start(3);
        for (int[] part : parts(masked.substring(at), using ? COMMA : AND)) {
            String key = text.substring(at + part[0], at + part[1]);
            int equals = masked(key).indexOf('=');
            if (key.isBlank() || !using && equals < 0 || !using && masked(key).indexOf('=', equals + 1) >= 0) {
                throw wrong(given);
            }
            left.add(name(using ? key : key.substring(0, equals), given));
            right.add(name(using ? key : key.substring(equals + 1), given));
        }
        return new JoinClause(text.substring(0, form.end(1)), left, right);
    }

    private static String name(String text, String given) {
        if (text.isBlank()) {
            throw wrong(given);
        }
        return ColumnItem.unquoted(text);
    }

    private static String masked(String text) {
        return BACKTICKED.matcher(text).replaceAll(name -> "x"
                .repeat(name.group().length()));
    }

    /** Where the parts between separators begin and end. */
    private static List<int[]> parts(String masked, Pattern separator) {
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        for (Matcher next = separator.matcher(masked); next.find(); from = next.end()) {
            parts.add(new int[] {from, next.start()});
        }
        parts.add(new int[] {from, masked.length()});
        return parts;
    }

    private static InvalidInputException wrong(String text) {
        return new InvalidInputException("--join needs a table and its key, as in \"films.csv using id\" or"
                + " \"films.csv on film = id\" (a name with other signs than letters and digits in backticks), found "
                + Shown.quoted(text));
    }
}
