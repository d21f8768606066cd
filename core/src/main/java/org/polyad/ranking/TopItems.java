package org.polyad.ranking;

import org.polyad.tensor.FactorMatrix;

/**
 * The k items of largest m for many users, by products of blocks of queries and items; no more than a block of scores is ever held.
 * Equal scores go to the item that comes first. One a thread; O(users items R), of which all but a few per cent is in the product.
 */
public final class TopItems {
    /** A block of items is laid out once for that many users. */
    private static final int USERS = 64;

    private final Question question;
    private final int k;
    private final SeenItems seen;
    private final ItemBlock block = new ItemBlock();
    private final double[] scores = new double[ItemBlock.ITEMS];

    /**
     * Lists for users.
     *
     * @param users as asked for
     * @param counts how many items each list has: fewer than k where there are no more
     * @param items of user j from {@code j * k} on, best first
     * @param scores m of each
     */
    public record Lists(int[] users, int k, int[] counts, int[] items, double[] scores) {}

    /**
     * Asks for k items.
     *
     * @param seen items to leave out, or null
     * @throws IllegalArgumentException when k is below 1
     */
    public TopItems(Question question, int k, SeenItems seen) {
        if (k < 1) {
            throw new IllegalArgumentException("the number of items must be 1 or more, found " + k);
        }
        this.question = question;
        this.k = Math.min(k, question.items().rows());
        this.seen = seen;
    }

    /** The lists of some users. */
    public Lists of(int[] users) {
        return of(users, users);
    }

    /**
     * The lists of some users.
     *
     * @param keys under which the seen items have what each of them has seen
     */
    public Lists of(int[] users, int[] keys) {
        Lists lists =
                new Lists(users, k, new int[users.length], new int[users.length * k], new double[users.length * k]);
        FactorMatrix queries = question.queries(users);
        for (int from = 0; from < users.length; from += USERS) {
            int to = Math.min(users.length, from + USERS);
            for (int first = 0; first < question.items().rows(); first += ItemBlock.ITEMS) {
                block.load(question.items(), first);
                for (int j = from; j < to; j++) {
                    block.products(queries, j, scores);
                    keep(lists, j, keys[j]);
                }
            }
        }
        return lists;
    }

    /** Moves what beats the list's last into the list. */
    private void keep(Lists lists, int j, int key) {
        int base = j * k;
        int held = lists.counts[j];
        double least = held < k ? Double.NEGATIVE_INFINITY : lists.scores[base + k - 1];
        for (int i = 0; i < block.count(); i++) {
            double score = scores[i];
            if (held == k && !(score > least) || seen != null && seen.contains(key, block.first() + i)) {
                continue;
            }
            held = Math.min(k, held + 1);
            insert(lists, base, held, block.first() + i, score);
            least = held < k ? Double.NEGATIVE_INFINITY : lists.scores[base + k - 1];
        }
        lists.counts[j] = held;
    }

    private static void insert(Lists lists, int base, int held, int item, double score) {
        int at = base + held - 1;
        while (at > base && lists.scores[at - 1] < score) {
            lists.scores[at] = lists.scores[at - 1];
            lists.items[at] = lists.items[at - 1];
            at--;
        }
        lists.scores[at] = score;
        lists.items[at] = item;
    }
}
