package org.polyad.ranking;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;

/**
 * How good a list of the best k items is, by the names that users write. Of n relevant items the j-th found stands at place p_j, counted
 * from 1; h of them at places up to k.
 */
public enum ListMetric {
    /** h / k. */
    PRECISION("precision"),
    /** h / n. */
    RECALL("recall"),
    /** (sum_{j &lt;= h} j / p_j) / min(k, n): the mean of the precisions at the places of the relevant items. */
    MAP("map"),
    /** (sum_{j &lt;= h} 1 / log2(1 + p_j)) / (sum_{j &lt;= min(k, n)} 1 / log2(1 + j)); Jarvelin and Kekalainen, TOIS 20(4), 2002. */
    NDCG("ndcg"),
    /** 1 if h &gt; 0, else 0. */
    HIT_RATE("hitRate");

    private final String text;

    ListMetric(String text) {
        this.text = text;
    }

    /**
     * Of one list.
     *
     * @param places of all relevant items, ascending from 1; at least one
     */
    public double of(int[] places, int k) {
        int hits = 0;
        double precisions = 0;
        double gain = 0;
        double ideal = 0;
        for (int j = 0; j < places.length && j < k; j++) {
            ideal += 1 / Math.log(2.0 + j);
            if (places[j] <= k) {
                hits++;
                precisions += (double) hits / places[j];
                gain += 1 / Math.log(1.0 + places[j]);
            }
        }
        return switch (this) {
            case PRECISION -> (double) hits / k;
            case RECALL -> (double) hits / places.length;
            case MAP -> precisions / Math.min(k, places.length);
            case NDCG -> gain / ideal;
            case HIT_RATE -> hits > 0 ? 1 : 0;
        };
    }

    /** Whether there is one of that name. */
    public static boolean has(String name) {
        return Arrays.stream(values()).anyMatch(metric -> metric.text.equals(name));
    }

    /** @throws IllegalArgumentException for another name */
    public static ListMetric parse(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.text.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException("a metric of lists must be one of " + names() + ", found " + name));
    }

    /** All names, with commas between. */
    public static String names() {
        return Arrays.stream(values()).map(ListMetric::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
