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

    /** @throws IllegalArgumentException for another form */
    static JoinClause parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw wrong(text);
        }
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        boolean using = form.group(2).equalsIgnoreCase("using");
        for (String part : form.group(3).split(using ? "," : "(?i)\\s+and\\s+")) {
            String[] sides = using ? new String[] {part, part} : part.split("=");
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw wrong(text);
            }
            left.add(sides[0].strip());
            right.add(sides[1].strip());
        }
        return new JoinClause(form.group(1), left, right);
    }

    private static InvalidInputException wrong(String text) {
        return new InvalidInputException("--join needs a table and its key, as in \"films.csv using id\" or"
                + " \"films.csv on film = id\", found " + Shown.quoted(text));
    }
}
