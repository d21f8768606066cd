package org.polyad.ranking;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.polyad.tensor.FactorMatrix;

/** The products of {@link ItemBlock} in the widest vectors of the machine, an item a lane, four vectors at a time. */
final class ItemLanes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private ItemLanes() {}

    /** Whether four vectors go into a panel, and are worth it. */
    static boolean suitable() {
        return LANES >= 2 && ItemBlock.PANEL % (4 * LANES) == 0;
    }

    /** @param count panels */
    static void products(double[] panels, int count, FactorMatrix queries, int j, double[] scores) {
        int rank = queries.columns();
        int query = queries.offset(j);
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < ItemBlock.PANEL; i += 4 * LANES) {
                products(
                        panels,
                        p * rank * ItemBlock.PANEL + i,
                        queries.data(),
                        query,
                        rank,
                        scores,
                        p * ItemBlock.PANEL + i);
            }
        }
    }

    private static void products(
            double[] panels, int from, double[] queries, int query, int rank, double[] scores, int to) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        for (int r = 0, at = from; r < rank; r++, at += ItemBlock.PANEL) {
            double q = queries[query + r];
            s0 = s0.add(DoubleVector.fromArray(SPECIES, panels, at).mul(q));
            s1 = s1.add(DoubleVector.fromArray(SPECIES, panels, at + LANES).mul(q));
            s2 = s2.add(DoubleVector.fromArray(SPECIES, panels, at + 2 * LANES).mul(q));
            s3 = s3.add(DoubleVector.fromArray(SPECIES, panels, at + 3 * LANES).mul(q));
        }
        s0.intoArray(scores, to);
        s1.intoArray(scores, to + LANES);
        s2.intoArray(scores, to + 2 * LANES);
        s3.intoArray(scores, to + 3 * LANES);
    }
}
