package org.polyad.output;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.polyad.tensor.FactorMatrix;

/** The rows of a column with the largest entries by magnitude. */
public final class TopRows {
    private TopRows() {}

    /** At most {@code top} rows, largest first, equal ones by index, zeros left out. */
    public static int[] of(FactorMatrix factor, int column, int top) {
        Comparator<Integer> larger = Comparator.comparingDouble((Integer i) -> -Math.abs(factor.at(i, column)))
                .thenComparing(i -> i);
        PriorityQueue<Integer> least = new PriorityQueue<>(larger.reversed());
        for (int i = 0; i < factor.rows(); i++) {
            if (factor.at(i, column) != 0) {
                least.add(i);
            }
            if (least.size() > top) {
                least.remove();
            }
        }
        int[] rows = new int[least.size()];
        for (int k = rows.length - 1; k >= 0; k--) {
            rows[k] = least.remove();
        }
        return rows;
    }
}
