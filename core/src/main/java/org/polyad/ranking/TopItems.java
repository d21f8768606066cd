package org.polyad.ranking;

import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/**
 * The k items of largest mean for many users, by products of blocks of queries and items; no more than a block of scores is ever held.
 * Equal scores go to the item that comes first. One a thread; O(users items R), of which all but a few per cent is in the product. Where
 * the means over C combinations of open modes' rows are averaged, O(users items R C).
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
     * @param scores E[x] of each, averaged over open modes
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
            throw new InvalidInputException("the number of items must be 1 or more, found " + k);
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
        ItemScores each = question.scores();
        if (question.isProduct()) {
            byProduct(lists, keys);
        } else {
            oneByOne(each, lists, keys);
        }
        for (int p = 0; p < lists.scores.length; p++) {
            lists.scores[p] = each.mean(lists.scores[p]);
        }
        return lists;
    }

    private void oneByOne(ItemScores each, Lists lists, int[] keys) {
        int rows = question.items().rows();
        for (int j = 0; j < keys.length; j++) {
            each.ask(question.query(lists.users[j]));
            for (int first = 0; first < rows; first += scores.length) {
                int count = Math.min(scores.length, rows - first);
                for (int i = 0; i < count; i++) {
                    scores[i] = each.of(first + i);
                }
                keep(lists, j, keys[j], first, count);
            }
        }
    }

    private void byProduct(Lists lists, int[] keys) {
        int[] users = lists.users;
        FactorMatrix queries = question.queries(users);
        for (int from = 0; from < users.length; from += USERS) {
            int to = Math.min(users.length, from + USERS);
            for (int first = 0; first < question.items().rows(); first += ItemBlock.ITEMS) {
                block.load(question.items(), first);
                for (int j = from; j < to; j++) {
                    block.products(queries, j, scores);
                    keep(lists, j, keys[j], first, block.count());
                }
            }
        }
    }

    /** Moves what beats the list's last into the list. */
    private void keep(Lists lists, int j, int key, int first, int count) {
        int base = j * k;
        int held = lists.counts[j];
        double least = held < k ? Double.NEGATIVE_INFINITY : lists.scores[base + k - 1];
        for (int i = 0; i < count; i++) {
            double score = scores[i];
            if (held == k && !(score > least) || seen != null && seen.contains(key, first + i)) {
                continue;
            }
            held = Math.min(k, held + 1);
            insert(lists, base, held, first + i, score);
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
