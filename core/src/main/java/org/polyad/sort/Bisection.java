package org.polyad.sort;

import java.util.function.IntPredicate;

/** Searches where java.util.Arrays.binarySearch does not serve: among equal numbers it finds any one, not the first. */
public final class Bisection {
    private Bisection() {}

    /**
     * The first k of {@code from .. to - 1} at which a condition holds, or {@code to} if it holds nowhere; O(log(to - from)) tests.
     *
     * @param holds a condition that holds for every number behind one for which it holds
     */
    public static int first(int from, int to, IntPredicate holds) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
