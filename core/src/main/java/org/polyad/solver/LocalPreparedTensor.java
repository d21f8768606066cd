package org.polyad.solver;

import org.polyad.blocks.RowBlocks;
import org.polyad.cells.FittedCells;
import org.polyad.cells.Omega;
import org.polyad.engine.Engine;
import org.polyad.engine.LocalEngine;
import org.polyad.engine.PreparedFor;
import org.polyad.engine.PreparedTensor;
import org.polyad.linalg.Nvecs;
import org.polyad.options.GcpOptions;
import org.polyad.parallel.Threads;
import org.polyad.solver.stochastic.EpochPlan;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/** A tensor in the memory of this process, prepared for a fit by threads. */
public final class LocalPreparedTensor implements PreparedTensor {
    private final Threads threads;
    private final SparseTensor training;
    private final SparseTensor aside;
    private final FittedCells cells;
    private final PreparedFor preparedFor;
    private final LocalEngine engine;
    private final LocalEngine polish;
    private final LocalEngine holdout;

    private LocalPreparedTensor(Omega.LocalOmega omega, GcpOptions options, Threads threads) {
        this.threads = threads;
        this.aside = omega.holdout();
        this.cells = omega.cells();
        this.preparedFor = PreparedFor.of(options, cells.zeros());
        boolean drawn = preparedFor.method().stochastic();
        this.training = drawn ? omega.entries() : omega.training();
        RowBlocks[] cuts = drawn ? drawnCuts(training, cells, options) : cuts(training, options, training.order());
        this.engine = new LocalEngine(training, omega.listedCounts(), cuts, threads);
        this.polish = preparedFor.polished() ? polish(omega, options, threads) : null;
        this.holdout =
                aside == null ? null : new LocalEngine(aside, omega.listedCounts(), cuts(aside, options, 1), threads);
    }

    private static LocalEngine polish(Omega.LocalOmega omega, GcpOptions options, Threads threads) {
        SparseTensor all = omega.training();
        return new LocalEngine(all, omega.listedCounts(), cuts(all, options, all.order()), threads);
    }

    private static RowBlocks[] cuts(SparseTensor tensor, GcpOptions options, int modes) {
        RowBlocks[] cuts = new RowBlocks[modes];
        Threads.current().each(modes, n -> cuts[n] = RowBlocks.cut(tensor.sliceCounts(n), options.blocks()));
        return cuts;
    }

    private static RowBlocks[] drawnCuts(SparseTensor entries, FittedCells cells, GcpOptions options) {
        RowBlocks[] cuts = new RowBlocks[entries.order()];
        EpochPlan plan = EpochPlan.of(entries.entries(), entries.shape(), cells, options);
        Threads.current().each(cuts.length, n -> cuts[n] = plan.cut(entries.sliceCounts(n), options.blocks()));
        return cuts;
    }

    /**
     * Decides which cells are visited, and builds the blocks.
     *
     * @throws IllegalArgumentException for options that do not suit the data
     */
    public static LocalPreparedTensor of(SparseTensor data, GcpOptions options, int threads) {
        Threads all = Threads.of(threads);
        try {
            return all.in(() -> new LocalPreparedTensor(Omega.prepare(data, options), options, all));
        } catch (Throwable failure) {
            all.close();
            throw failure;
        }
    }

    @Override
    public PreparedFor preparedFor() {
        return preparedFor;
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
    public FittedCells cells() {
        return cells;
    }

    @Override
    public FactorMatrix[] nvecs(int rank, long seed) {
        return Nvecs.of(training, rank, seed);
    }

    @Override
    public void close() {
        threads.close();
    }
}
