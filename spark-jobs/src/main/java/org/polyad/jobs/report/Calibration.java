package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Observed against expected means: cells are put in order of what the model expects and cut into bins, of one expected sum each
 * where that is positive, else of one number of cells. Unlisted zeros are sampled evenly, and weighted up to their number.
 */
final class Calibration {
    private static final int BINS = 15;
    private static final int ZEROS = 200_000;
    /** Cells beyond cannot be numbered. */
    private static final double MOST_CELLS = 0x1p62;

    private final double[] expected;
    private final double[] observed;
    private final double[] weights;
    private final boolean bySum;
    private final boolean probabilities;

    Calibration(Ktensor model, Loss loss, SparseTensor data, boolean zeros) {
        Shape shape = model.shape();
        int[][] drawn = zeros && shape.cells() < MOST_CELLS ? unlisted(shape, data) : new int[0][];
        int listed = data.entries();
        expected = new double[listed + drawn.length];
        observed = new double[expected.length];
        weights = new double[expected.length];
        for (int p = 0; p < expected.length; p++) {
            int[] at = p < listed ? data.subscript(p) : drawn[p - listed];
            expected[p] = loss.mean(model.valueAt(at));
            observed[p] = p < listed ? data.values()[p] : 0;
            weights[p] = p < listed ? 1 : (shape.cells() - listed) / drawn.length;
        }
        bySum = loss.domain() == Domain.COUNT || loss.domain() == Domain.BINARY;
        probabilities = loss.domain() == Domain.BINARY;
    }

    private static int[][] unlisted(Shape shape, SparseTensor data) {
        long[] keys = new long[data.entries()];
        for (int p = 0; p < keys.length; p++) {
            keys[p] = key(shape, data.subscript(p));
        }
        Arrays.sort(keys);
        // The same page for the same model and data.
        SplittableRandom random = new SplittableRandom(1);
        int most = (int) Math.min(ZEROS, 2 * (shape.cells() - keys.length));
        int[][] drawn = new int[most][];
        int count = 0;
        for (int attempt = 0; attempt < 4 * ZEROS && count < most; attempt++) {
            int[] at = new int[shape.order()];
            for (int n = 0; n < at.length; n++) {
                at[n] = random.nextInt(shape.size(n));
            }
            if (Arrays.binarySearch(keys, key(shape, at)) < 0) {
                drawn[count++] = at;
            }
        }
        return Arrays.copyOf(drawn, count);
    }

    private static long key(Shape shape, int[] at) {
        long key = 0;
        for (int n = 0; n < at.length; n++) {
            key = key * shape.size(n) + at[n];
        }
        return key;
    }

    void put(ObjectNode page) {
        Integer[] order = new Integer[expected.length];
        Arrays.setAll(order, p -> p);
        Arrays.sort(order, (p, q) -> Double.compare(expected[p], expected[q]));
        double whole = 0;
        for (int p = 0; p < expected.length; p++) {
            whole += size(p);
        }
        ObjectNode json = page.putObject("calibration");
        json.put("probabilities", probabilities);
        json.put("counts", bySum && !probabilities);
        ArrayNode bins = json.putArray("bins");
        double reached = 0;
        for (int from = 0; from < order.length; ) {
            double weight = 0;
            double x = 0;
            double mean = 0;
            double squares = 0;
            int to = from;
            double end = whole * (bins.size() + 1) / BINS;
            while (to < order.length && (to == from || reached < end)) {
                int p = order[to++];
                reached += size(p);
                weight += weights[p];
                x += weights[p] * observed[p];
                mean += weights[p] * expected[p];
                squares += weights[p] * weights[p] * (observed[p] - expected[p]) * (observed[p] - expected[p]);
            }
            ObjectNode bin = bins.addObject();
            Numbers.put(bin, "cells", weight);
            Numbers.put(bin, "observed", x / weight);
            Numbers.put(bin, "expected", mean / weight);
            Numbers.put(bin, "error", Math.sqrt(squares) / weight);
            from = to;
        }
    }

    private double size(int p) {
        return bySum ? weights[p] * Math.max(0, expected[p]) : weights[p];
    }
}
