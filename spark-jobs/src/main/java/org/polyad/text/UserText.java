package org.polyad.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts for users' messages: short and printable, without secrets, with numbers and sizes as people write them. */
public final class UserText {
    private static final int LONGEST = 60;
    private static final int MOST = 20;
    private static final int LONGEST_CAUSE = 300;

    private static final Pattern SECRET = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:)[^/\\s@]+@");

    /** What lets its bearer in: the signatures and tokens of signed URLs, in all clouds' spelling, and keys. */
    private static final Pattern SIGNED = Pattern.compile(
            "(?i)([?&;](?:sig|signature|token|access_token|auth|key|apikey|api_key|password|secret|sas"
                    + "|awsaccesskeyid|googleaccessid|policy|key-pair-id|x-(?:amz|goog|ms|oss|cos)-[a-z0-9-]+)=)[^&;#\\s,'\")]+");

    private UserText() {}

    /** The text with stars in place of passwords and signatures in its URIs, {@code ftp://user:***@host/f?sig=***}. */
    public static String withoutSecrets(String text) {
        return SIGNED.matcher(SECRET.matcher(text).replaceAll("$1***@")).replaceAll("$1***");
    }

    public static String text(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || c == '\uFFFD' ? '?' : c);
        }
        return shown.length() < LONGEST ? shown.toString() : shown + "...";
    }

    public static String quoted(String text) {
        return "'" + text(text) + "'";
    }

    /** {@code a, b, c}; a long list is cut. */
    public static String names(List<String> names) {
        List<String> some = names.subList(0, Math.min(MOST, names.size())).stream()
                .map(UserText::text)
                .toList();
        return String.join(", ", some) + (names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "");
    }

    /** {@code 1,204 rows}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** {@code 1.5 GiB}; KiB below 1 MiB. */
    public static String size(long bytes) {
        double mib = bytes / (double) (1 << 20);
        if (mib >= 1 << 10) {
            return String.format(Locale.ROOT, "%.1f GiB", mib / (1 << 10));
        }
        return mib >= 1
                ? String.format(Locale.ROOT, "%.1f MiB", mib)
                : String.format(Locale.ROOT, "%.1f KiB", bytes / (double) (1 << 10));
    }

    /** The first line of what went wrong at the bottom. */
    public static String cause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = withoutSecrets(message.strip().lines().findFirst().orElse(""));
        return line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "..." : line;
    }
}
