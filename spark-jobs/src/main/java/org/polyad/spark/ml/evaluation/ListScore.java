package org.polyad.spark.ml.evaluation;

import java.util.BitSet;
import org.apache.spark.sql.api.java.UDF3;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;
import org.polyad.ranking.ListMetric;
import scala.collection.Seq;

/**
 * A metric of one list, from the sorted places of its relevant items among all; with drawn negatives from the places that these have
 * among themselves and the drawn others, of how many items the list is of, and a hash of whose it is.
 */
public final class ListScore implements UDF3<Seq<Integer>, Integer, Long, Double> {
    private static final long serialVersionUID = 1L;

    /** In place of a place: the model knows no such item or user. */
    static final int UNKNOWN = -1;

    private final ListMetric metric;
    private final int k;
    private final int negatives;

    /** @param negatives 0: lists are of all items */
    public ListScore(ListMetric metric, int k, int negatives) {
        this.metric = metric;
        this.k = k;
        this.negatives = negatives;
    }

    public boolean draws() {
        return negatives > 0;
    }

    @Override
    public Double call(Seq<Integer> sorted, Integer candidates, Long whose) {
        int[] places = new int[sorted.size()];
        for (int j = 0; j < places.length; j++) {
            places[j] = sorted.apply(j);
        }
        if (places[0] == UNKNOWN) {
            return Double.NaN;
        }
        int others = draws() ? candidates - places.length : 0;
        return metric.of(others > negatives ? amongDrawn(places, others, whose) : places, k);
    }

    /** The others have numbers in the order of the list; which of them are drawn is all that matters. */
    private int[] amongDrawn(int[] places, int others, long whose) {
        BitSet drawn = drawn(others, Streams.with(Streams.state(whose, Purpose.NEGATIVES), others));
        int[] among = new int[places.length];
        int before = 0;
        int from = 0;
        for (int j = 0; j < places.length; j++) {
            int end = places[j] - (j + 1);
            before += drawn.get(from, end).cardinality();
            from = end;
            among[j] = j + 1 + before;
        }
        return among;
    }

    /** So many different ones, each set alike. Source: R. Floyd, in Bentley, Programming Pearls, CACM 30(9), 1987. */
    private BitSet drawn(int others, long state) {
        BitSet drawn = new BitSet(others);
        for (int last = others - negatives; last < others; last++) {
            int one = Streams.below(Streams.with(state, last), last + 1);
            drawn.set(drawn.get(one) ? last : one);
        }
        return drawn;
    }
}
