package org.polyad.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.polyad.solver.Cells;
import org.polyad.solver.Engine;
import org.polyad.solver.EpochPlan;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.HeldCells;
import org.polyad.solver.Nvecs;
import org.polyad.solver.Omega;
import org.polyad.solver.OmegaPlan;
import org.polyad.solver.PreparedFor;
import org.polyad.solver.PreparedTensor;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.RowBlocks;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * A distributed tensor made ready for fitting: Omega is settled where the entries lie, and the cells are shuffled once for each mode
 * into the very blocks that the local engine would have.
 */
public final class SparkProblem implements PreparedTensor {
    private final Omega omega;
    private final PreparedFor preparedFor;
    private final SparkEngine engine;
    private final SparkEngine polish;
    private final SparkEngine holdout;
    private final JavaRDD<SparseTensor> entries;
    private final int partitions;
    private final String description;

    private SparkProblem(Preparation made, SparkEngine engine, SparkEngine polish, SparkEngine holdout) {
        OmegaPlan plan = made.omega().plan();
        this.omega = made.omega();
        this.preparedFor = made.preparedFor();
        this.engine = engine;
        this.polish = polish;
        this.holdout = holdout;
        // Not cached: only a start by nvecs asks for them, once a mode.
        this.entries = made.slabs().rdd().map(plan::kept);
        this.partitions = made.tensor().partitions();
        this.description = made.description();
    }

    /**
     * Settles Omega and makes the blocks: some jobs over the entries.
     *
     * @param description of the fit, for Spark's UI
     * @throws IllegalArgumentException for options that do not suit the data
     */
    static SparkProblem of(DistributedTensor tensor, GcpOptions options, String description) {
        try (Described job = new Described(tensor.context().sc(), description + ": settle which cells are visited");
                SparkSlabs slabs = unlistedMatter(options) ? SparkSlabs.byRows(tensor) : SparkSlabs.asTheyLie(tensor)) {
            Omega omega = Omega.settle(slabs, options);
            return new Preparation(tensor, slabs, omega, options, description).problem();
        } catch (Throwable failure) {
            throw Failures.unchecked(failure);
        }
    }

    /** Whether cells that are not listed may have to be drawn or visited. */
    private static boolean unlistedMatter(GcpOptions options) {
        return options.unlisted() == Unlisted.ZERO
                && (options.holdout() > 0 || options.loss().zeroPart().isEmpty());
    }

    /** One making of a problem: what its steps share. */
    private record Preparation(
            DistributedTensor tensor, SparkSlabs slabs, Omega omega, GcpOptions options, String description) {

        PreparedFor preparedFor() {
            return PreparedFor.of(options, omega.plan().zeros());
        }

        SparkProblem problem() {
            OmegaPlan plan = omega.plan();
            boolean drawn = preparedFor().method().stochastic();
            JavaRDD<SparseTensor> training = drawn
                    ? slabs.rdd().map(plan::entries).setName("polyad: entries to draw from")
                    : slabs.rdd().map(plan::training).setName("polyad: cells to fit to");
            JavaRDD<SparseTensor> marked = slabs.rdd().map(plan::holdout).setName("polyad: cells set aside");
            JavaRDD<SparseTensor> aside = marked.map(HeldCells::unmarked);
            List<ModeBlocks> made = new ArrayList<>();
            try {
                training.persist(StorageLevel.MEMORY_AND_DISK());
                marked.persist(StorageLevel.MEMORY_AND_DISK());
                Tally tally = Tally.of(slabs.rdd(), training, aside, plan, tensor.shape());
                SparkEngine.Modes modes = drawn ? drawnModes(training, tally, made) : modes(training, tally, made);
                SparkEngine.Modes exact = preparedFor().polished() ? polished(aside, made) : null;
                SparkEngine.Modes held = omega.holdoutCells() == 0 ? null : heldModes(marked, tally, modes, made);
                ModeBlocks.materialise(tensor.context(), made);
                return problem(modes, exact, held);
            } catch (Throwable failure) {
                made.forEach(ModeBlocks::close);
                throw Failures.unchecked(failure);
            } finally {
                training.unpersist();
                marked.unpersist();
            }
        }

        private SparkEngine.Modes modes(JavaRDD<SparseTensor> training, Tally tally, List<ModeBlocks> made) {
            return modes(training, tally, made, counts -> RowBlocks.cut(counts, options.blocks()));
        }

        /** Blocks of all modes that a stochastic method draws from. */
        private SparkEngine.Modes drawnModes(JavaRDD<SparseTensor> entries, Tally tally, List<ModeBlocks> made) {
            Shape shape = tensor.shape();
            long all = Arrays.stream(tally.training()[0]).sum();
            EpochPlan plan = EpochPlan.of(all, shape, omega.cells(), options);
            return modes(entries, tally, made, counts -> plan.cut(counts, options.blocks()));
        }

        private SparkEngine.Modes modes(
                JavaRDD<SparseTensor> cells, Tally tally, List<ModeBlocks> made, Function<long[], RowBlocks> cut) {
            RowBlocks[] cuts = new RowBlocks[tensor.shape().order()];
            for (int n = 0; n < cuts.length; n++) {
                long[] counts = tally.training()[n];
                cuts[n] = cut.apply(counts);
                made.add(blocks(cells, n, cuts[n], counts, tally.kept()[n]));
            }
            List<ModeBlocks> blocks = List.copyOf(made.subList(made.size() - cuts.length, made.size()));
            return new SparkEngine.Modes(cuts, tally.kept(), blocks);
        }

        /** Blocks of all modes for the sweeps at a stochastic run's end. */
        private SparkEngine.Modes polished(JavaRDD<SparseTensor> aside, List<ModeBlocks> made) {
            JavaRDD<SparseTensor> training =
                    slabs.rdd().map(omega.plan()::training).setName("polyad: cells to fit to");
            Tally tally = Tally.of(slabs.rdd(), training, aside, omega.plan(), tensor.shape());
            return modes(training, tally, made);
        }

        private SparkEngine.Modes heldModes(
                JavaRDD<SparseTensor> marked, Tally tally, SparkEngine.Modes training, List<ModeBlocks> made) {
            long[] counts = tally.holdout()[0];
            RowBlocks cuts = RowBlocks.cut(counts, options.blocks());
            long[] listed = training.listedCounts()[0];
            ModeBlocks blocks = ModeBlocks.of(
                    marked,
                    new ModeBlocks.Layout(HeldCells.shape(tensor.shape()), 0, cuts, grouping(cuts, counts), listed));
            made.add(blocks);
            return new SparkEngine.Modes(new RowBlocks[] {cuts}, training.listedCounts(), List.of(blocks));
        }

        private ModeBlocks blocks(JavaRDD<SparseTensor> cells, int mode, RowBlocks cuts, long[] counts, long[] listed) {
            Grouping grouping = grouping(cuts, counts);
            return ModeBlocks.of(cells, new ModeBlocks.Layout(tensor.shape(), mode, cuts, grouping, listed));
        }

        private Grouping grouping(RowBlocks cuts, long[] counts) {
            return Grouping.of(cuts, counts, tensor.partitions(), RowWork.of(options));
        }

        private SparkProblem problem(SparkEngine.Modes modes, SparkEngine.Modes exact, SparkEngine.Modes held) {
            JavaSparkContext context = tensor.context();
            SentFactors sent = new SentFactors(context);
            return new SparkProblem(this, engine(sent, modes), engine(sent, exact), engine(sent, held));
        }

        private SparkEngine engine(SentFactors sent, SparkEngine.Modes modes) {
            return modes == null ? null : new SparkEngine(sent, description, tensor.shape(), modes);
        }
    }

    @Override
    public PreparedFor preparedFor() {
        return preparedFor;
    }

    @Override
    public Engine polish() {
        return polish;
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
        return omega.holdoutCells();
    }

    @Override
    public Cells cells() {
        return omega.cells();
    }

    @Override
    public FactorMatrix[] nvecs(int rank, long seed) {
        List<SparkUnfolding> made = new ArrayList<>();
        try (Described job = new Described(entries.context(), description + ": nvecs")) {
            return Nvecs.of(
                    engine.shape(),
                    mode -> {
                        made.forEach(SparkUnfolding::close);
                        made.add(new SparkUnfolding(entries, engine.shape(), mode, partitions));
                        return made.get(made.size() - 1);
                    },
                    rank,
                    seed);
        } catch (Throwable failure) {
            throw Failures.unchecked(failure);
        } finally {
            made.forEach(SparkUnfolding::close);
        }
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
