package org.polyad.solver;

import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.RowBlocks;
import org.polyad.tensor.SparseTensor;

/** A tensor in this process, made ready for fitting by threads. */
public final class LocalProblem implements Problem {
    private final SparseTensor training;
    private final SparseTensor aside;
    private final Cells cells;
    private final LocalEngine engine;
    private final LocalEngine polish;
    private final LocalEngine holdout;

    private LocalProblem(Omega.LocalOmega omega, GcpOptions options, int threads) {
        this.aside = omega.holdout();
        this.cells = omega.cells();
        boolean drawn = options.method(cells.zeros()).stochastic();
        boolean polished = drawn && options.stochastic().polish() > 0;
        this.training = drawn ? omega.entries() : omega.training();
        RowBlocks[] cuts = drawn ? drawnCuts(training, cells, options) : cuts(training, options, training.order());
        this.engine = new LocalEngine(training, omega.listedCounts(), cuts, threads);
        this.polish = polished ? polish(omega, options, threads) : null;
        this.holdout =
                aside == null ? null : new LocalEngine(aside, omega.listedCounts(), cuts(aside, options, 1), threads);
    }

    private static LocalEngine polish(Omega.LocalOmega omega, GcpOptions options, int threads) {
        SparseTensor all = omega.training();
        return new LocalEngine(all, omega.listedCounts(), cuts(all, options, all.order()), threads);
    }

    private static RowBlocks[] cuts(SparseTensor tensor, GcpOptions options, int modes) {
        RowBlocks[] cuts = new RowBlocks[modes];
        Arrays.parallelSetAll(cuts, n -> RowBlocks.cut(tensor.sliceCounts(n), options.blocks()));
        return cuts;
    }

    private static RowBlocks[] drawnCuts(SparseTensor entries, Cells cells, GcpOptions options) {
        RowBlocks[] cuts = new RowBlocks[entries.order()];
        EpochPlan plan = EpochPlan.of(entries.entries(), entries.shape(), cells, options);
        Arrays.parallelSetAll(cuts, n -> plan.cut(entries.sliceCounts(n), options.blocks()));
        return cuts;
    }

    /**
     * Settles which cells are visited, and builds the views.
     *
     * @throws IllegalArgumentException for options that do not suit the data
     */
    public static LocalProblem of(SparseTensor data, GcpOptions options, int threads) {
        if (threads < 1) {
            throw new InvalidInputException("threads must be 1 or more, found " + threads);
        }
        return new LocalProblem(Omega.prepare(data, options), options, threads);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Engine polish() {
        return polish;
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
        if (polish != null) {
            polish.close();
        }
        if (holdout != null) {
            holdout.close();
        }
    }
}
