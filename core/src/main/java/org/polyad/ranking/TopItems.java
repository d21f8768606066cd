package org.polyad.ranking;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/**
 * The k items of largest m for many users, by products of blocks of queries and items; no more than a block of scores is ever held.
 * Equal scores go to the item that comes first. One a thread; O(users items R), of which all but a few per cent is in the product.
 */
public final class TopItems {
    private static final BLAS BLAS_JAVA = JavaBLAS.getInstance();

    /** 64 x 1024 scores stay in a second-level cache. */
    private static final int USERS = 64;

    private static final int ITEMS = 1024;

    private final Question question;
    private final int k;
    private final SeenItems seen;
    private final double[] scores = new double[USERS * ITEMS];

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
        FactorMatrix queries = question.queries(users);
        for (int from = 0; from < users.length; from += USERS) {
            block(queries, keys, from, lists);
        }
        for (int j = 0; j < users.length; j++) {
            rescore(queries, j, lists);
        }
        return lists;
    }

    private void block(FactorMatrix queries, int[] keys, int from, Lists lists) {
        int to = Math.min(keys.length, from + USERS);
        FactorMatrix items = question.items();
        int stride = items.stride();
        for (int first = 0; first < items.rows(); first += ITEMS) {
            int count = Math.min(ITEMS, items.rows() - first);
            // rows of ours are columns of Fortran's: scores = items' queries
            BLAS_JAVA.dgemm(
                    "T",
                    "N",
                    count,
                    to - from,
                    stride,
                    1.0,
                    items.data(),
                    first * stride,
                    stride,
                    queries.data(),
                    from * stride,
                    stride,
                    0.0,
                    scores,
                    0,
                    count);
            for (int j = from; j < to; j++) {
                keep(lists, j, keys[j], new Scored(first, count, (j - from) * count));
            }
        }
    }

    /** A run of items, and where their scores begin. */
    private record Scored(int first, int count, int at) {}

    /** Moves what beats the list's last into the list. */
    private void keep(Lists lists, int j, int key, Scored items) {
        int base = j * k;
        int held = lists.counts[j];
        double least = held < k ? Double.NEGATIVE_INFINITY : lists.scores[base + k - 1];
        for (int i = 0; i < items.count; i++) {
            double score = scores[items.at + i];
            if (held == k && !(score > least) || seen != null && seen.contains(key, items.first + i)) {
                continue;
            }
            held = Math.min(k, held + 1);
            insert(lists, base, held, items.first + i, score);
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

    /** Scores by plain sums, which do not depend on how the product was blocked, and the order that they say. */
    private void rescore(FactorMatrix queries, int j, Lists lists) {
        int base = j * k;
        int[] found = Arrays.copyOfRange(lists.items, base, base + lists.counts[j]);
        for (int n = 0; n < found.length; n++) {
            double sum = 0;
            for (int r = 0; r < queries.columns(); r++) {
                sum += queries.at(j, r) * question.items().at(found[n], r);
            }
            int at = base + n;
            while (at > base
                    && (lists.scores[at - 1] < sum || lists.scores[at - 1] == sum && lists.items[at - 1] > found[n])) {
                lists.scores[at] = lists.scores[at - 1];
                lists.items[at] = lists.items[at - 1];
                at--;
            }
            lists.scores[at] = sum;
            lists.items[at] = found[n];
        }
    }
}
