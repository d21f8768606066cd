package org.polyad.solver;

import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Streams;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;

/**
 * Starting points, lambda = 1 and inside the bound.
 *
 * <p>Random: entry (j, r) of mode n is a function of (seed, n, j, r), uniform on [0, 1) where there is a bound 0 and normal elsewhere;
 * then {@link StartScale}. Where zeros are sampled under a log or logit link, the first component is the same for all cells: the m whose
 * mean is that of the data. From even odds the few links of a large tensor would pull no step towards it. Rows without entries where unlisted is missing are 0, save of a given model: nothing would ever move
 * them from where chance put them.
 */
final class Start {
    private final Shape shape;
    private final GcpOptions options;
    private final Cells cells;
    private final double lower;

    Start(Shape shape, GcpOptions options, Cells cells) {
        this.shape = shape;
        this.options = options;
        this.cells = cells;
        this.lower = options.lowerBound();
    }

    /** The factors to start from, for one of a run's seeds. */
    static FactorMatrix[] of(PreparedTensor problem, GcpOptions options, long seed) {
        Start start = new Start(problem.engine().shape(), options, problem.cells());
        FactorMatrix[] factors =
                switch (options.init()) {
                    case RANDOM -> start.random(seed);
                    case NVECS -> start.scaled(problem.nvecs(options.rank(), seed));
                    case MODEL -> start.given(options.initModel());
                };
        if (options.init() != GcpOptions.Init.MODEL && problem.cells().zeros() == ZeroHandling.NONE) {
            clearEmptyRows(factors, problem.engine());
        }
        return options.biases() && options.init() != GcpOptions.Init.MODEL ? start.withBiases(factors) : factors;
    }

    private FactorMatrix[] withBiases(FactorMatrix[] components) {
        double mu = Biases.mean(cells.loss(), cells.moments());
        return new Biases(options.rank(), shape.order()).beside(components, mu);
    }

    /** Random factors, scaled. */
    FactorMatrix[] random(long seed) {
        FactorMatrix[] factors = new FactorMatrix[shape.order()];
        for (int n = 0; n < factors.length; n++) {
            FactorMatrix factor = new FactorMatrix(shape.size(n), options.rank());
            int mode = n;
            Threads.current().rows(factor.rows(), j -> fill(factor, seed, mode, j));
            factors[n] = factor;
        }
        scaled(factors);
        boolean linked = lower < 0 && !Biases.isIdentity(cells.loss());
        if (linked && cells.zeros() == ZeroHandling.SAMPLED && !options.biases()) {
            level(factors, Biases.mean(cells.loss(), cells.moments()));
        }
        return factors;
    }

    /** Makes the first component {@code mu} everywhere, by equal numbers in all modes but for the sign. */
    private static void level(FactorMatrix[] factors, double mu) {
        double size = Math.pow(Math.abs(mu), 1.0 / factors.length);
        for (int n = 0; n < factors.length; n++) {
            for (int j = 0; j < factors[n].rows(); j++) {
                factors[n].set(j, 0, n == 0 ? Math.signum(mu) * size : size);
            }
        }
    }

    private void fill(FactorMatrix factor, long seed, int mode, int row) {
        for (int r = 0; r < factor.columns(); r++) {
            double value = lower >= 0
                    ? Streams.uniform(seed, Purpose.START, mode, row, r)
                    : Streams.normal(seed, Purpose.START, mode, row, r);
            factor.set(row, r, value);
        }
    }

    /** The given model, its weights spread over the modes, moved to the bound where it lies beyond. */
    FactorMatrix[] given(Ktensor model) {
        int columns = options.columns(shape.order());
        if (!model.shape().equals(shape) || model.rank() != columns) {
            throw new InvalidInputException("the model to start from is " + model.shape() + " of rank " + model.rank()
                    + ", but the tensor is " + shape + " and the rank asked for is " + columns);
        }
        FactorMatrix[] spread = clipped(model.spread());
        return options.biases() ? new Biases(options.rank(), shape.order()).restored(spread) : spread;
    }

    private FactorMatrix[] scaled(FactorMatrix[] factors) {
        clipped(factors);
        StartScale.apply(factors, options.biases() ? Biases.centred(cells) : cells, lower);
        return factors;
    }

    private FactorMatrix[] clipped(FactorMatrix[] factors) {
        for (FactorMatrix factor : factors) {
            double[] data = factor.data();
            for (int k = 0; lower >= 0 && k < data.length; k++) {
                data[k] = Math.max(0, data[k]);
            }
        }
        return factors;
    }

    private static void clearEmptyRows(FactorMatrix[] factors, Engine engine) {
        for (int n = 0; n < factors.length; n++) {
            long[] listed = engine.listedCounts(n);
            for (int j = 0; j < listed.length; j++) {
                if (listed[j] == 0) {
                    int at = factors[n].offset(j);
                    Arrays.fill(factors[n].data(), at, at + factors[n].stride(), 0);
                }
            }
        }
    }
}
