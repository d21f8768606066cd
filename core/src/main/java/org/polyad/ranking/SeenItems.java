package org.polyad.ranking;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.tensor.SparseTensor;

/** The items that each user has, whatever the other modes: sorted, each once, in one array with a pointer for each user. */
public final class SeenItems implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] start;
    private final int[] items;

    private SeenItems(int[] start, int[] items) {
        this.start = start;
        this.items = items;
    }

    /** Those of a tensor's entries. */
    public static SeenItems of(SparseTensor entries, int userMode, int itemMode) {
        int users = entries.shape().size(userMode);
        int[] of = entries.subscripts(userMode);
        int[] start = new int[users + 1];
        for (int user : of) {
            start[user + 1]++;
        }
        for (int user = 0; user < users; user++) {
            start[user + 1] += start[user];
        }
        int[] items = new int[of.length];
        int[] next = start.clone();
        for (int p = 0; p < of.length; p++) {
            items[next[of[p]]++] = entries.subscripts(itemMode)[p];
        }
        return distinct(start, items);
    }

    /** Those of users 0, 1 and so on, an array each. */
    public static SeenItems of(int[][] items) {
        int[] start = new int[items.length + 1];
        for (int u = 0; u < items.length; u++) {
            start[u + 1] = start[u] + items[u].length;
        }
        int[] all = new int[start[items.length]];
        for (int u = 0; u < items.length; u++) {
            System.arraycopy(items[u], 0, all, start[u], items[u].length);
        }
        return distinct(start, all);
    }

    private static SeenItems distinct(int[] start, int[] items) {
        int kept = 0;
        int[] keptStart = new int[start.length];
        for (int u = 0; u + 1 < start.length; u++) {
            Arrays.sort(items, start[u], start[u + 1]);
            for (int p = start[u]; p < start[u + 1]; p++) {
                if (p == start[u] || items[p] != items[p - 1]) {
                    items[kept++] = items[p];
                }
            }
            keptStart[u + 1] = kept;
        }
        return new SeenItems(keptStart, Arrays.copyOf(items, kept));
    }

    /** A user beyond those known has none. */
    public boolean contains(int user, int item) {
        return user + 1 < start.length && Arrays.binarySearch(items, start[user], start[user + 1], item) >= 0;
    }

    /** How many items a user has. */
    public int count(int user) {
        return user + 1 < start.length ? start[user + 1] - start[user] : 0;
    }
}
