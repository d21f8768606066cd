package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.polyad.kernel.CellModels;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.metrics.SortOrder;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * Observed against expected means: cells are put in order of what the model expects and cut into bins, of one expected sum each
 * where that is positive, else of one number of cells. In a large tensor unlisted zeros are sampled evenly, and weighted up to their number.
 */
final class Calibration {
    private static final int BINS = 15;
    private static final int VISITED = 400_000;

    private final double[] expected;
    private final double[] observed;
    private final double[] weights;
    private final boolean bySum;
    private final boolean probabilities;

    Calibration(Ktensor model, Loss loss, SparseTensor data, boolean zeros) {
        UnlistedCells unlisted = zeros ? new UnlistedCells(data, VISITED) : null;
        expected = new double[data.entries() + (zeros ? unlisted.count() : 0)];
        observed = Arrays.copyOf(data.values(), expected.length);
        weights = new double[expected.length];
        Arrays.fill(weights, 0, data.entries(), 1);
        CellModels models = new CellModels(model.absorbed());
        System.arraycopy(models.of(data), 0, expected, 0, data.entries());
        if (zeros) {
            Arrays.fill(weights, data.entries(), weights.length, unlisted.weight());
            int[] next = {data.entries()};
            unlisted.forEach(cells -> {
                System.arraycopy(models.of(cells), 0, expected, next[0], cells.entries());
                next[0] += cells.entries();
            });
        }
        for (int p = 0; p < expected.length; p++) {
            expected[p] = loss.mean(expected[p]);
        }
        bySum = loss.domain() == Domain.COUNT || loss.domain() == Domain.BINARY;
        probabilities = loss.domain() == Domain.BINARY;
    }

    void put(ObjectNode page) {
        int[] order = SortOrder.ascending(expected);
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
