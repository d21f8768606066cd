package org.polyad.solver;

import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/** A tensor in this process, made ready for fitting by threads. */
public final class LocalProblem implements Problem {
    private final SparseTensor training;
    private final SparseTensor aside;
    private final Cells cells;
    private final LocalEngine engine;
    private final LocalEngine holdout;

    private LocalProblem(Omega.LocalOmega omega, GcpOptions options, int threads) {
        this.training = omega.training();
        this.aside = omega.holdout();
        this.cells = omega.cells();
        this.engine = new LocalEngine(training, omega.listedCounts(), training.order(), options.blocks(), threads);
        this.holdout =
                aside == null ? null : new LocalEngine(aside, omega.listedCounts(), 1, options.blocks(), threads);
    }

    /**
     * Settles which cells are visited, and builds the views.
     *
     * @throws IllegalArgumentException for options that do not suit the data
     */
    public static LocalProblem of(SparseTensor data, GcpOptions options, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, found " + threads);
        }
        return new LocalProblem(Omega.prepare(data, options), options, threads);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Engine holdout() {
        return holdout;
    }

    @Override
    public long holdoutCells() {
        return aside == null ? 0 : aside.entries();
    }

    @Override
    public Cells cells() {
        return cells;
    }

    @Override
    public FactorMatrix[] nvecs(int rank, long seed) {
        return Nvecs.of(training, rank, seed);
    }

    @Override
    public void close() {
        engine.close();
        if (holdout != null) {
            holdout.close();
        }
    }
}
