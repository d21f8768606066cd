package org.polyad.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.polyad.output.TopRows;
import org.polyad.store.Columns;
import org.polyad.store.StoredModel;
import org.polyad.tensor.FactorMatrix;

/** Each component with its share, and what is drawn of it in each mode. */
final class Components {
    /** Points of a line: a screen has not many more. */
    private static final int MOST_POINTS = 730;
    /** Points of a map. */
    private static final int MOST_PLACES = 400;

    private final StoredModel model;
    private final ModeKind[] kinds;
    private final int top;
    private final int indexBase;

    Components(StoredModel model, ModeKind[] kinds, int top, int indexBase) {
        this.model = model;
        this.kinds = kinds;
        this.top = top;
        this.indexBase = indexBase;
    }

    /** {@code modes} and {@code components}. */
    void put(ObjectNode page) {
        ArrayNode modes = page.putArray("modes");
        for (int n = 0; n < kinds.length; n++) {
            ObjectNode mode = modes.addObject();
            mode.put("name", model.info().modes().get(n));
            mode.put("kind", kinds[n].toString());
            mode.put("size", model.ktensor().factor(n).rows());
            if (kinds[n] != ModeKind.CATEGORIES) {
                ArrayNode labels = mode.putArray("labels");
                for (int row : points(n)) {
                    labels.add(label(n, row));
                }
            }
        }
        double[] lambda = model.ktensor().lambda();
        Columns columns = Columns.of(model);
        double[] shares = columns.shares();
        putOffsets(page.putArray("offsets"), columns);
        ArrayNode components = page.putArray("components");
        for (int r = 0; r < columns.components(); r++) {
            ObjectNode component = components.addObject();
            Numbers.put(component, "lambda", lambda[r]);
            Numbers.put(component, "share", shares[r]);
            ArrayNode parts = component.putArray("modes");
            for (int n = 0; n < kinds.length; n++) {
                parts.add(part(r, n));
            }
            map(component, r);
        }
    }

    /** For each mode a line of its rows' offsets, or the lowest and the highest; and the offset of all cells. */
    private void putOffsets(ArrayNode all, Columns columns) {
        for (int column = columns.components(); column < model.ktensor().rank(); column++) {
            ObjectNode offset = all.addObject();
            int mode = columns.mode(column);
            if (mode == kinds.length) {
                Numbers.put(offset, "all", columns.offset(column, 0));
                continue;
            }
            offset.put("mode", mode);
            if (kinds[mode] == ModeKind.ORDERED) {
                ArrayNode line = offset.putArray("line");
                for (int row : points(mode)) {
                    Numbers.add(line, columns.offset(column, row));
                }
            }
            int[] rows = columns.ascending(column);
            int shown = Math.min(rows.length / 2, top / 2);
            ArrayNode labels = offset.putArray("labels");
            ArrayNode values = offset.putArray("values");
            for (int k = 0; k < 2 * shown; k++) {
                int row = rows[k < shown ? rows.length - 1 - k : 2 * shown - 1 - k];
                labels.add(label(mode, row));
                Numbers.add(values, columns.offset(column, row));
            }
        }
    }

    /** The rows that a line is drawn through; evenly taken from a mode that has too many. */
    private int[] points(int mode) {
        int rows = model.ktensor().factor(mode).rows();
        int step = (rows + MOST_POINTS - 1) / MOST_POINTS;
        int[] points = new int[(rows + step - 1) / step];
        for (int k = 0; k < points.length; k++) {
            points[k] = k * step;
        }
        return points;
    }

    String label(int mode, int row) {
        if (!model.hasLabels(mode)) {
            return Long.toString((long) row + indexBase);
        }
        // Days that Spark writes as times.
        return model.label(mode, row).replaceFirst(" 00:00:00$", "");
    }

    private ObjectNode part(int r, int mode) {
        FactorMatrix factor = model.ktensor().factor(mode);
        ObjectNode part = Numbers.MAPPER.createObjectNode();
        if (kinds[mode] == ModeKind.ORDERED) {
            ArrayNode line = part.putArray("line");
            int[] points = points(mode);
            for (int k = 0; k < points.length; k++) {
                int end = k + 1 < points.length ? points[k + 1] : factor.rows();
                Numbers.add(line, largest(factor, r, points[k], end));
            }
        }
        ArrayNode labels = part.putArray("top");
        ArrayNode values = part.putArray("values");
        for (int row : TopRows.of(factor, r, top)) {
            labels.add(label(mode, row));
            Numbers.add(values, factor.at(row, r));
        }
        return part;
    }

    /** The entry of largest magnitude of those that one point stands for, so that no peak is lost. */
    private static double largest(FactorMatrix factor, int r, int from, int to) {
        double largest = factor.at(from, r);
        for (int i = from + 1; i < to; i++) {
            largest = Math.abs(factor.at(i, r)) > Math.abs(largest) ? factor.at(i, r) : largest;
        }
        return largest;
    }

    /** The products of two coordinate modes that are largest: [row of the first, row of the second, product]. */
    private void map(ObjectNode component, int r) {
        int[] modes = coordinates();
        if (modes.length < 2) {
            return;
        }
        FactorMatrix up = model.ktensor().factor(modes[0]);
        FactorMatrix right = model.ktensor().factor(modes[1]);
        List<double[]> places = new ArrayList<>();
        for (int i : TopRows.of(up, r, MOST_PLACES)) {
            for (int j : TopRows.of(right, r, MOST_PLACES)) {
                places.add(new double[] {i, j, up.at(i, r) * right.at(j, r)});
            }
        }
        places.sort((a, b) -> Double.compare(Math.abs(b[2]), Math.abs(a[2])));
        ArrayNode map = component.putArray("map");
        for (double[] place : places.subList(0, Math.min(MOST_PLACES, places.size()))) {
            ArrayNode point = map.addArray();
            point.add(coordinate(modes[0], (int) place[0]));
            point.add(coordinate(modes[1], (int) place[1]));
            Numbers.add(point, place[2]);
        }
    }

    private int[] coordinates() {
        return java.util.stream.IntStream.range(0, kinds.length)
                .filter(n -> kinds[n] == ModeKind.COORDINATE)
                .toArray();
    }

    /** The label as a number, else the row. */
    private double coordinate(int mode, int row) {
        try {
            return Double.parseDouble(label(mode, row));
        } catch (NumberFormatException e) {
            return row + indexBase;
        }
    }
}
