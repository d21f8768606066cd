package org.polyad.engine;

import java.io.Serializable;
import org.polyad.cells.FittedCells;
import org.polyad.kernel.CellLoss;
import org.polyad.model.Format;
import org.polyad.model.Penalty;
import org.polyad.options.Formats;
import org.polyad.options.GcpOptions;
import org.polyad.options.ZeroHandling;
import org.polyad.tensor.Shape;

/**
 * What a fit minimises: F(M) = sum over the cells of w f(x, m) plus the penalty, over models of one format whose parts are not below a
 * bound.
 *
 * @param lower the bound: 0 or negative infinity
 */
public record Criterion(Format format, FittedCells cells, Penalty penalty, double lower) implements Serializable {
    /** The criterion of a fit to a tensor of that shape. */
    public static Criterion of(GcpOptions options, Shape shape, FittedCells cells) {
        Format format = Formats.of(options.fittedModel(shape.order()), shape);
        return new Criterion(format, cells, options.penalty(shape.order()), options.lowerBound());
    }

    /** The loss of a listed cell, less its part of a closed zero sum. */
    public CellLoss cellLoss() {
        return new CellLoss(cells.loss(), cells.zeros() == ZeroHandling.CLOSED_FORM);
    }

    /** This criterion for other cells of the tensor, or for the same cells under another loss. */
    public Criterion with(FittedCells other) {
        return new Criterion(format, other, penalty, lower);
    }

    public Criterion with(Penalty other) {
        return new Criterion(format, cells, other, lower);
    }
}
