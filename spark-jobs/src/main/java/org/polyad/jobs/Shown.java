package org.polyad.jobs;

import java.util.List;
import java.util.regex.Pattern;

/** What stood in the user's data, fit to stand in a message: short, and printable. */
final class Shown {
    private static final int LONGEST = 60;
    private static final int MOST = 20;
    private static final int LONGEST_CAUSE = 300;

    private static final Pattern SECRET = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:)[^/\\s@]+@");

    /** What lets its bearer in: the signatures and tokens of signed URLs, in all clouds' spelling, and keys. */
    private static final Pattern SIGNED = Pattern.compile(
            "(?i)([?&;](?:sig|signature|token|access_token|auth|key|apikey|api_key|password|secret|sas"
                    + "|awsaccesskeyid|googleaccessid|policy|key-pair-id|x-(?:amz|goog|ms|oss|cos)-[a-z0-9-]+)=)[^&;#\\s,'\")]+");

    private Shown() {}

    /** The text with stars in place of passwords and signatures in its URIs, {@code ftp://user:***@host/f?sig=***}. */
    static String withoutSecrets(String text) {
        return SIGNED.matcher(SECRET.matcher(text).replaceAll("$1***@")).replaceAll("$1***");
    }

    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || c == '\uFFFD' ? '?' : c);
        }
        return shown.length() < LONGEST ? shown.toString() : shown + "...";
    }

    static String quoted(String text) {
        return "'" + text(text) + "'";
    }

    /** {@code a, b, c}; a long list is cut. */
    static String names(List<String> names) {
        List<String> some = names.subList(0, Math.min(MOST, names.size())).stream()
                .map(Shown::text)
                .toList();
        return String.join(", ", some) + (names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "");
    }

    /** {@code 1,204 rows}. */
    static String count(long number, String noun) {
        return String.format(java.util.Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** The first line of what went wrong at the bottom. */
    static String cause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = withoutSecrets(message.strip().lines().findFirst().orElse(""));
        return line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "..." : line;
    }
}
