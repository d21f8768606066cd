package org.polyad.loss;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant: a few edits away, whatever the case. */
final class NearestName {
    private NearestName() {}

    static Optional<String> of(String given, List<String> names) {
        String nearest = null;
        int least = Math.max(1, given.length() / 3) + 1;
        for (String name : names) {
            int edits = edits(given.toLowerCase(Locale.ROOT), name);
            if (edits < least) {
                least = edits;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein distance: how many letters must be put in, taken out or changed. */
    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
