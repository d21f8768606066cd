package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * Observed against expected means: cells are put in order of what the model expects and cut into bins, of one expected sum each
 * where that is positive, else of one number of cells. In a large tensor unlisted zeros are sampled evenly, and weighted up to their number.
 */
final class Calibration {
    private static final int BINS = 15;
    private static final int VISITED = 400_000;

    private final Ktensor model;
    private final Loss loss;
    private final double[] expected;
    private final double[] observed;
    private final double[] weights;
    private final boolean bySum;
    private final boolean probabilities;

    Calibration(Ktensor model, Loss loss, SparseTensor data, boolean zeros) {
        this.model = model;
        this.loss = loss;
        UnlistedCells unlisted = new UnlistedCells(model.shape(), data, VISITED);
        int listed = data.entries();
        expected = new double[listed + (zeros ? unlisted.count() : 0)];
        observed = new double[expected.length];
        weights = new double[expected.length];
        for (int p = 0; p < listed; p++) {
            cell(p, data.subscript(p), data.values()[p], 1);
        }
        if (zeros) {
            double weight = unlisted.weight();
            int[] next = {listed};
            unlisted.forEach(at -> cell(next[0]++, at, 0, weight));
        }
        bySum = loss.domain() == Domain.COUNT || loss.domain() == Domain.BINARY;
        probabilities = loss.domain() == Domain.BINARY;
    }

    private void cell(int p, int[] at, double x, double weight) {
        expected[p] = loss.mean(model.valueAt(at));
        observed[p] = x;
        weights[p] = weight;
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
