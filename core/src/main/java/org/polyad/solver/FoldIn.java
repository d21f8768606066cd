package org.polyad.solver;

import org.polyad.InvalidInputException;
import org.polyad.engine.Criterion;
import org.polyad.engine.PreparedTensor;
import org.polyad.model.TensorModel;
import org.polyad.model.cp.Biases;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.solver.newton.AlternatingNewton;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Rows for slices that a fit has not seen (new users, items or days), from their entries. Solves the row subproblem of the sweeps with all other
 * parts fixed, so that a slice of the training data gets its row of the model again.
 */
public final class FoldIn {
    private static final int MOST_ROUNDS = 50;
    private static final double LITTLE = 1e-12;

    private final TensorModel model;
    private final FactorMatrix[] fitted;
    private final GcpOptions options;

    /**
     * Folds into a model.
     *
     * @param scales {@link GcpResult#scales}; null: even over the modes, which equals the fit's only without a penalty by count
     * @param options of the fit; its start and hold-out are ignored
     */
    public FoldIn(TensorModel model, double[][] scales, GcpOptions options) {
        this.model = model;
        this.options = options;
        FactorMatrix[] factors = model.spread();
        for (int n = 0; scales != null && n < factors.length; n++) {
            double[] column = scales[n].clone();
            FactorMatrix scaled = model.factors()[n].copy();
            scaled.scaleColumns(column);
            factors[n] = scaled;
        }
        this.fitted =
                options.biases() ? new Biases(options.rank(), model.shape().order()).restored(factors) : factors;
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
        try (LocalPreparedTensor prepared = LocalPreparedTensor.of(entries, plain(), threads)) {
            return prepared.engine().threads().in(() -> rows(prepared, factors, mode));
        }
    }

    /** @param factors the model, with the start of the mode's rows (input, not modified) */
    private FactorMatrix rows(PreparedTensor prepared, FactorMatrix[] factors, int mode) {
        Criterion criterion = Criterion.of(options, prepared.engine().shape(), prepared.cells());
        AlternatingNewton newton = new AlternatingNewton(prepared.engine(), criterion, factors);
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double total = newton.update(mode, true)
                    + criterion.penalty().at(newton.factors(), prepared.engine()::listedCounts);
            if (!(before - total > LITTLE * Math.abs(total)) || options.loss().quadratic()) {
                break;
            }
            before = total;
        }
        return inModelScale(newton.factors()[mode], mode);
    }

    private void check(SparseTensor entries, int mode) {
        Shape shape = model.shape();
        for (int n = 0; n < shape.order(); n++) {
            if (entries.order() != shape.order() || n != mode && entries.shape().size(n) != shape.size(n)) {
                throw new InvalidInputException("the model is " + shape + ", but the entries of new rows of mode "
                        + mode + " are " + entries.shape());
            }
        }
    }

    /** The options of a row subproblem, which Newton solves whatever the method of the fit. */
    private GcpOptions plain() {
        return GcpOptions.of(options.model())
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

    /** The mean row: inside the bound, and with m &gt; 0 for losses with a logarithm. */
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
            ratio[r] = there == 0 ? 0 : model.factors()[mode].at(largest, r) / there;
        }
        FactorMatrix scaled = rows.copy();
        scaled.scaleColumns(ratio);
        return scaled;
    }
}
