package org.polyad.solver;

import java.io.Serializable;
import org.polyad.kernel.CellLoss;
import org.polyad.model.Format;

/**
 * What a fit minimises: F(M) = sum over the cells of w f(x, m) plus the penalty, over models of one format whose numbers are not below a
 * bound.
 *
 * @param lower the bound: 0 or negative infinity
 */
record Criterion(Format format, Cells cells, Penalty penalty, double lower) implements Serializable {
    /** The loss of a listed cell, less its part of a closed zero sum. */
    CellLoss cellLoss() {
        return new CellLoss(cells.loss(), cells.zeros() == ZeroHandling.CLOSED_FORM);
    }

    /** The same for other cells of the same tensor, or the same cells under another loss. */
    Criterion with(Cells other) {
        return new Criterion(format, other, penalty, lower);
    }

    Criterion with(Penalty other) {
        return new Criterion(format, cells, other, lower);
    }
}
