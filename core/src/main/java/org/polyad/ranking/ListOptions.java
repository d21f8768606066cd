package org.polyad.ranking;

import java.util.BitSet;
import org.polyad.InvalidInputException;

/**
 * Which lists to measure.
 *
 * @param top k, the length of the lists
 * @param inContext a list for each user and context of the held-out entries; else one for each user, averaged over the other modes
 * @param relevantFrom an item is relevant to a user who has it with that value or more
 * @param negatives how many other items, drawn at random, a list is made of besides the relevant ones; 0: all items
 * @param seed of what is drawn
 */
public record ListOptions(
        int userMode, int itemMode, int top, boolean inContext, double relevantFrom, int negatives, long seed) {
    /** @throws IllegalArgumentException for a number out of its range */
    public ListOptions {
        check(top >= 1, "the length of lists must be 1 or more", top);
        check(negatives >= 0, "the number of negatives must be 0 (all items) or more", negatives);
        check(!Double.isNaN(relevantFrom), "the least relevant value must be a number", relevantFrom);
    }

    private static void check(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new InvalidInputException(expected + ", found " + found);
        }
    }

    /** Lists of users, all items, every held-out item relevant. */
    public static ListOptions of(int userMode, int itemMode, int top) {
        return new ListOptions(userMode, itemMode, top, false, Double.NEGATIVE_INFINITY, 0, 1);
    }

    /** The modes that lists are averaged over. @param order of the model */
    public BitSet openModes(int order) {
        BitSet open = new BitSet(order);
        open.set(0, inContext ? 0 : order);
        open.clear(userMode);
        open.clear(itemMode);
        return open;
    }

    public ListOptions modes(int user, int item) {
        return new ListOptions(user, item, top, inContext, relevantFrom, negatives, seed);
    }

    public ListOptions inContext(boolean value) {
        return new ListOptions(userMode, itemMode, top, value, relevantFrom, negatives, seed);
    }

    public ListOptions relevantFrom(double value) {
        return new ListOptions(userMode, itemMode, top, inContext, value, negatives, seed);
    }

    public ListOptions negatives(int value, long seedOfDraws) {
        return new ListOptions(userMode, itemMode, top, inContext, relevantFrom, value, seedOfDraws);
    }
}
