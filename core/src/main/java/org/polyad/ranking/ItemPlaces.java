package org.polyad.ranking;

import java.util.Arrays;
import java.util.BitSet;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Streams;
import org.polyad.tensor.FactorMatrix;

/**
 * At which places of a list, from 1, given items stand: the order is that of recommendations, largest m first, of equal ones the item
 * that comes first. O(candidates R) a list; one object a thread.
 */
final class ItemPlaces {
    private final FactorMatrix items;
    private final SeenItems seen;
    private final BitSet drawn = new BitSet();

    /** @param seen items that are in no list of a user; null: none */
    ItemPlaces(FactorMatrix items, SeenItems seen) {
        this.items = items;
        this.seen = seen;
    }

    /**
     * Among all items that the user has not seen.
     *
     * @param wanted ascending, not seen
     * @return the places, ascending
     */
    int[] amongAll(double[] query, int user, int[] wanted) {
        Standing standing = new Standing(query, wanted);
        for (int i = 0; i < items.rows(); i++) {
            double score = score(query, i);
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
        int others = items.rows() - wanted.length - (seen == null ? 0 : seen.count(user));
        if (others <= negatives) {
            return amongAll(query, user, wanted);
        }
        Standing standing = new Standing(query, wanted);
        drawn.clear();
        for (long attempt = 0, count = 0; count < negatives; attempt++) {
            int i = Streams.below(Streams.with(state, attempt), items.rows());
            if (!drawn.get(i) && isOther(user, i, wanted)) {
                drawn.set(i);
                count++;
                double score = score(query, i);
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

    /** By plain sums, as {@link TopItems} has it: what is equal there is equal here. */
    private double score(double[] query, int item) {
        double[] data = items.data();
        int at = items.offset(item);
        double sum = 0;
        for (int r = 0; r < query.length; r++) {
            sum += query[r] * data[at + r];
        }
        return sum;
    }

    /** The wanted items, best first, and how many others are before each. */
    private final class Standing {
        private final int[] order;
        private final double[] scores;
        private final int[] before;

        Standing(double[] query, int[] wanted) {
            Integer[] best = new Integer[wanted.length];
            double[] all = new double[wanted.length];
            for (int j = 0; j < best.length; j++) {
                best[j] = j;
                all[j] = score(query, wanted[j]);
            }
            Arrays.sort(best, (a, b) -> all[a] != all[b] ? Double.compare(all[b], all[a]) : a - b);
            order = new int[best.length];
            scores = new double[best.length];
            before = new int[best.length];
            for (int j = 0; j < order.length; j++) {
                order[j] = wanted[best[j]];
                scores[j] = all[best[j]];
            }
        }

        private boolean beats(double score, int item, int j) {
            return score > scores[j] || score == scores[j] && item < order[j];
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
