package org.polyad.ranking;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.sort.CountingSort;
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

    /** The items of each user in a tensor's entries. */
    public static SeenItems of(SparseTensor entries, int userMode, int itemMode) {
        int[] user = entries.subscripts(userMode);
        int[] start = CountingSort.starts(user, user.length, 0, entries.shape().size(userMode));
        int[] items = CountingSort.gather(entries.subscripts(itemMode), CountingSort.order(user, 0, start));
        return distinct(start, items);
    }

    /** From an array of items for each user. */
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
