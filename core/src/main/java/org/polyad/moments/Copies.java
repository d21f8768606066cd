package org.polyad.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of equal documents of 20 words or more one is kept, with the largest of their weights: copies of one text dominate squares and cubes
 * of counts. Shorter ones are equal by chance, and all stay.
 */
public final class Copies {
    /** Words from which on equal documents are copies. */
    public static final int LENGTH = 20;

    private Copies() {}

    /** The blocks without copies. */
    public static List<DocumentBlock> without(List<DocumentBlock> blocks) {
        Map<Long, Double> weights = new HashMap<>();
        for (DocumentBlock block : blocks) {
            for (int d = 0; d < block.documents(); d++) {
                if (block.length(d) >= LENGTH) {
                    weights.merge(block.bag(d), block.weight(d), Math::max);
                }
            }
        }
        List<DocumentBlock> kept = new ArrayList<>();
        for (DocumentBlock block : blocks) {
            int[] documents = new int[block.documents()];
            double[] chosen = new double[block.documents()];
            int count = 0;
            for (int d = 0; d < block.documents(); d++) {
                // Its first copy takes the weight away.
                Double weight = block.length(d) < LENGTH ? (Double) block.weight(d) : weights.remove(block.bag(d));
                if (weight != null) {
                    documents[count] = d;
                    chosen[count++] = weight;
                }
            }
            kept.add(block.only(Arrays.copyOf(documents, count), Arrays.copyOf(chosen, count)));
        }
        return kept;
    }
}
