package org.polyad.solver.start;

import org.polyad.cells.FittedCells;
import org.polyad.loss.Loss;

/** The level of the data: the m of a model with one number for all cells. */
final class StartLevel {
    private static final double LARGEST = 700;
    private static final int BISECTIONS = 200;

    private StartLevel() {}

    /** The m whose mean is that of the data; by bisection, since a loss has no inverse of its mean. */
    static double mean(Loss loss, FittedCells.Moments moments) {
        double target = moments.sum() / moments.weight();
        if (isIdentity(loss)) {
            return target;
        }
        double low = -LARGEST;
        double high = LARGEST;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = 0.5 * (low + high);
            if (loss.mean(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // if all data are alike, the m with their mean may be infinite
        return Math.max(-10, Math.min(10, 0.5 * (low + high)));
    }

    static boolean isIdentity(Loss loss) {
        return loss.mean(-2) == -2 && loss.mean(3) == 3;
    }

    /** The moments of the data minus mu, for the scale of the components. */
    static FittedCells centred(FittedCells cells) {
        FittedCells.Moments all = cells.moments();
        double squares = Math.max(0, all.squares() - all.sum() * all.sum() / all.weight());
        FittedCells.Moments rest =
                new FittedCells.Moments(all.listed(), all.cells(), all.weight(), 0, squares, all.fingerprint());
        return new FittedCells(cells.loss(), cells.zeros(), rest);
    }
}
