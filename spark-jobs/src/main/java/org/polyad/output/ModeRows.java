package org.polyad.output;

import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.names.Nearest;
import org.polyad.store.StoredModel;
import org.polyad.text.UserText;

/** Rows of a model's modes by what users call them: labels, or indices where a mode has none. */
public final class ModeRows {
    private final StoredModel model;
    private final int indexBase;

    public ModeRows(StoredModel model, int indexBase) {
        this.model = model;
        this.indexBase = indexBase;
    }

    /** @throws IllegalArgumentException when the mode has no such row */
    public int row(int mode, String text) {
        String name = model.info().modes().get(mode);
        if (model.hasLabels(mode)) {
            int row = Arrays.asList(model.labels()[mode]).indexOf(text.strip());
            if (row < 0) {
                String near = Nearest.to(text, Arrays.asList(model.labels()[mode]))
                        .map(label -> "; did you mean " + UserText.text(label) + "?")
                        .orElse("");
                throw new InvalidInputException(
                        "mode " + name + " has no label " + UserText.quoted(text.strip()) + near);
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
                + (rows - 1 + indexBase) + ", found " + UserText.quoted(text.strip()));
    }

    /** The label, or the index. */
    String text(int mode, int row) {
        String label = model.label(mode, row);
        return label == null ? Integer.toString(row + indexBase) : label;
    }
}
