package org.polyad.jobs;

import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.spark.Model;

/** Rows of a model's modes by what users call them: labels, or indices where a mode has none. */
final class ModeRows {
    private final Model model;
    private final int indexBase;

    ModeRows(Model model, int indexBase) {
        this.model = model;
        this.indexBase = indexBase;
    }

    /** @throws IllegalArgumentException when the mode has no such row */
    int row(int mode, String text) {
        String name = model.info().modes().get(mode);
        if (model.hasLabels(mode)) {
            int row = Arrays.asList(model.labels()[mode]).indexOf(text.strip());
            if (row < 0) {
                String near = Nearest.to(text, Arrays.asList(model.labels()[mode]))
                        .map(label -> "; did you mean " + Shown.text(label) + "?")
                        .orElse("");
                throw new InvalidInputException("mode " + name + " has no label " + Shown.quoted(text.strip()) + near);
            }
            return row;
        }
        int rows = model.ktensor().factor(mode).rows();
        try {
            int row = Math.subtractExact(Integer.parseInt(text.strip()), indexBase);
            if (row >= 0 && row < rows) {
                return row;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new InvalidInputException("mode " + name + " has the indices " + indexBase + " to "
                + (rows - 1 + indexBase) + ", found " + Shown.quoted(text.strip()));
    }

    /** The label, or the index. */
    String text(int mode, int row) {
        String label = model.label(mode, row);
        return label == null ? Integer.toString(row + indexBase) : label;
    }
}
