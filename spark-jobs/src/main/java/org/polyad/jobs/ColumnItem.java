package org.polyad.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands where a column may stand: a column's name, or an expression of Spark SQL, perhaps {@code as} a name.
 *
 * @param text all of it
 * @param name what the mode is called, and messages call it
 */
record ColumnItem(String text, String name) implements Serializable {
    private static final Pattern NAMED =
            Pattern.compile("(.*\\S)\\s+as\\s+(`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_]*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern BACKTICKED = Pattern.compile("`((?:[^`]|``)+)`");

    static ColumnItem of(String text) {
        String item = unquoted(text);
        Matcher named = NAMED.matcher(item);
        return new ColumnItem(item, named.matches() ? named.group(2).replace("`", "") : item);
    }

    /** A name that stands in backticks as a whole, without them. */
    static String unquoted(String text) {
        String item = text.strip();
        Matcher backticked = BACKTICKED.matcher(item);
        return backticked.matches() ? backticked.group(1).replace("``", "`") : item;
    }

    /** Whether it names one of these columns, rather than being an expression. */
    boolean isPlain(List<String> columns) {
        return columns.contains(text);
    }

    /** Whether it can only be an expression; a name may hold a blank or a dot. */
    boolean looksComputed() {
        return text.matches(".*[()+*/%<>=|'\"`].*") || !name.equals(text);
    }

    /** The parts of a list with commas between, which may also stand within brackets and quotes. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == ',' && depth == 0) {
                parts.add(list.substring(from, i).strip());
                from = i + 1;
            } else {
                depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            }
        }
        parts.add(list.substring(from).strip());
        return parts;
    }
}
