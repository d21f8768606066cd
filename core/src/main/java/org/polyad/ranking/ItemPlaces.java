package org.polyad.ranking;

import java.util.Arrays;
import java.util.BitSet;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Streams;

/**
 * At which places of a list, from 1, given items stand: the order is that of recommendations, largest mean first, of equal ones the item
 * that comes first. One object a thread.
 */
final class ItemPlaces {
    private final int items;
    private final ItemScores scores;
    private final SeenItems seen;
    private final BitSet drawn = new BitSet();

    /** @param seen items that are in no list of a user; null: none */
    ItemPlaces(int items, ItemScores scores, SeenItems seen) {
        this.items = items;
        this.scores = scores;
        this.seen = seen;
    }

    /**
     * Among all items that the user has not seen.
     *
     * @param wanted ascending, not seen
     * @return the places, ascending
     */
    int[] amongAll(double[] query, int user, int[] wanted) {
        scores.ask(query);
        Standing standing = new Standing(wanted);
        for (int i = 0; i < items; i++) {
            double score = scores.of(i);
            if (standing.beatsLast(score, i) && isOther(user, i, wanted)) {
                standing.add(score, i);
            }
        }
        return standing.places();
    }

    /**
     * Among themselves and as many other items that the user has not seen, drawn without replacement; among all where there are no
     * more than these.
     *
     * @param state of the random numbers, which says what is drawn
     */
    int[] amongDrawn(double[] query, int user, int[] wanted, int negatives, long state) {
        int others = items - wanted.length - (seen == null ? 0 : seen.count(user));
        if (others <= negatives) {
            return amongAll(query, user, wanted);
        }
        scores.ask(query);
        Standing standing = new Standing(wanted);
        drawn.clear();
        for (long attempt = 0, count = 0; count < negatives; attempt++) {
            int i = Streams.below(Streams.with(state, attempt), items);
            if (!drawn.get(i) && isOther(user, i, wanted)) {
                drawn.set(i);
                count++;
                double score = scores.of(i);
                if (standing.beatsLast(score, i)) {
                    standing.add(score, i);
                }
            }
        }
        return standing.places();
    }

    /** Where the draws of a list begin. */
    static long state(long seed, int[] rows) {
        long state = Streams.state(seed, Purpose.NEGATIVES);
        for (int row : rows) {
            state = Streams.with(state, row);
        }
        return state;
    }

    private boolean isOther(int user, int item, int[] wanted) {
        return Arrays.binarySearch(wanted, item) < 0 && (seen == null || !seen.contains(user, item));
    }

    /** The wanted items, best first, and how many others are before each. */
    private final class Standing {
        private final int[] order;
        private final double[] best;
        private final int[] before;

        Standing(int[] wanted) {
            Integer[] sorted = new Integer[wanted.length];
            double[] all = new double[wanted.length];
            for (int j = 0; j < sorted.length; j++) {
                sorted[j] = j;
                all[j] = scores.of(wanted[j]);
            }
            Arrays.sort(sorted, (a, b) -> all[a] != all[b] ? Double.compare(all[b], all[a]) : a - b);
            order = new int[sorted.length];
            best = new double[sorted.length];
            before = new int[sorted.length];
            for (int j = 0; j < order.length; j++) {
                order[j] = wanted[sorted[j]];
                best[j] = all[sorted[j]];
            }
        }

        private boolean beats(double score, int item, int j) {
            return score > best[j] || score == best[j] && item < order[j];
        }

        boolean beatsLast(double score, int item) {
            return beats(score, item, order.length - 1);
        }

        /** Counts an item before the first one that it beats. */
        void add(double score, int item) {
            int low = 0;
            int high = order.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (beats(score, item, middle)) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            before[low]++;
        }

        int[] places() {
            int[] places = new int[before.length];
            int others = 0;
            for (int j = 0; j < places.length; j++) {
                others += before[j];
                places[j] = j + 1 + others;
            }
            return places;
        }
    }
}
