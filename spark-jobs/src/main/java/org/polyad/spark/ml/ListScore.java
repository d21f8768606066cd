package org.polyad.spark.ml;

import org.apache.spark.sql.api.java.UDF1;
import org.polyad.ranking.ListMetric;
import scala.collection.Seq;

/** A metric of one list, from the sorted places of its relevant items. */
final class ListScore implements UDF1<Seq<Integer>, Double> {
    private static final long serialVersionUID = 1L;

    /** In place of a place: the model knows no such item or user. */
    static final int UNKNOWN = -1;

    private final ListMetric metric;
    private final int k;

    ListScore(ListMetric metric, int k) {
        this.metric = metric;
        this.k = k;
    }

    @Override
    public Double call(Seq<Integer> sorted) {
        int[] places = new int[sorted.size()];
        for (int j = 0; j < places.length; j++) {
            places[j] = sorted.apply(j);
        }
        return places[0] == UNKNOWN ? Double.NaN : metric.of(places, k);
    }
}
