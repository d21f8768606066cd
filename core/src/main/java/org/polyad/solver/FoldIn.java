package org.polyad.solver;

import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * Rows for slices that a fit has not seen (new users, items or days), from their entries, by the row subproblem of the sweeps: all
 * other factors stay as they are, and a row of the training data gets its own again.
 */
public final class FoldIn {
    private static final int MOST_ROUNDS = 50;
    private static final double LITTLE = 1e-12;

    private final Ktensor model;
    private final FactorMatrix[] fitted;
    private final GcpOptions options;

    /**
     * Takes a model.
     *
     * @param scales of {@link GcpResult#scales}; null: even over the modes, which is the fit's own only without a penalty by count
     * @param options what the model was fitted with; how it started, and hold-outs, do not matter
     */
    public FoldIn(Ktensor model, double[][] scales, GcpOptions options) {
        this.model = model;
        this.options = options;
        FactorMatrix[] factors = model.spread();
        for (int n = 0; scales != null && n < factors.length; n++) {
            double[] column = scales[n].clone();
            FactorMatrix scaled = model.factor(n).copy();
            scaled.scaleColumns(column);
            factors[n] = scaled;
        }
        this.fitted = options.biases() ? new Biases(options.rank(), model.order()).restored(factors) : factors;
    }

    /**
     * The rows, in the scale of the model's factor.
     *
     * @param entries of the new slices; its size in {@code mode} is their number, all others are the model's
     * @throws IllegalArgumentException when another size is not the model's, or an entry does not suit the loss
     */
    public FactorMatrix rows(SparseTensor entries, int mode, int threads) {
        check(entries, mode);
        FactorMatrix[] factors = fitted.clone();
        factors[mode] = start(entries.shape().size(mode), mode);
        try (LocalProblem problem = LocalProblem.of(entries, plain(), threads)) {
            return problem.engine().threads().in(() -> rows(problem, factors, mode));
        }
    }

    /** @param factors the model, with the start of the mode's rows (input, not modified) */
    private FactorMatrix rows(PreparedTensor problem, FactorMatrix[] factors, int mode) {
        Penalty penalty = new Penalty(
                options.regularization(),
                options.regularizationByCount(),
                model.order(),
                options.biases() ? new Biases(options.rank(), model.order()) : null);
        AlternatingNewton newton =
                new AlternatingNewton(problem.engine(), problem.cells(), penalty, options.lowerBound(), factors);
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double total = newton.update(mode, true) + penalty.at(newton.factors(), problem.engine());
            if (!(before - total > LITTLE * Math.abs(total)) || options.loss().quadratic()) {
                break;
            }
            before = total;
        }
        return inModelScale(newton.factors()[mode], mode);
    }

    private void check(SparseTensor entries, int mode) {
        for (int n = 0; n < model.order(); n++) {
            if (entries.order() != model.order()
                    || n != mode && entries.shape().size(n) != model.factor(n).rows()) {
                throw new InvalidInputException("the model is " + model.shape()
                        + ", but the entries of new rows of mode " + mode + " are " + entries.shape());
            }
        }
    }

    /** The same without what is about a whole fit. The row subproblem is Newton's, by whatever method the model was fitted. */
    private GcpOptions plain() {
        return GcpOptions.of(options.rank())
                .method(Method.NEWTON)
                .loss(options.loss())
                .unlisted(options.unlisted())
                .regularization(options.regularization())
                .regularizationByCount(options.regularizationByCount())
                .nonnegative(options.nonnegative())
                .biases(options.biases())
                .seed(options.seed())
                .exactCells(options.exactCells())
                .build();
    }

    /** The mean row: inside the bound, and where m is not 0 under losses with a logarithm. */
    private FactorMatrix start(int rows, int mode) {
        FactorMatrix own = fitted[mode];
        double[] mean = own.meanRow();
        FactorMatrix start = new FactorMatrix(rows, own.columns());
        for (int i = 0; i < rows; i++) {
            start.setRow(i, mean, 0);
        }
        return start;
    }

    private FactorMatrix inModelScale(FactorMatrix rows, int mode) {
        FactorMatrix own = fitted[mode];
        double[] ratio = new double[own.columns()];
        for (int r = 0; r < ratio.length; r++) {
            int largest = 0;
            for (int i = 1; i < own.rows(); i++) {
                largest = Math.abs(own.at(i, r)) > Math.abs(own.at(largest, r)) ? i : largest;
            }
            double there = own.at(largest, r);
            ratio[r] = there == 0 ? 0 : model.factor(mode).at(largest, r) / there;
        }
        FactorMatrix scaled = rows.copy();
        scaled.scaleColumns(ratio);
        return scaled;
    }
}
